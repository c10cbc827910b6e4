// antd's look, derived from our tokens: flat, quiet, our green only where money comes in.
// Components not listed here inherit from the general tokens.
import type { ThemeConfig } from 'antd';
import { COLOURS, FONT_STACK, MOTION, SIZES, TYPE } from './tokens.ts';

export const antdTheme: ThemeConfig = {
  token: {
    colorPrimary: COLOURS.go,
    colorSuccess: COLOURS.go,
    // A refusal asks to be looked at; red is kept for money that goes out.
    colorError: COLOURS.warn,
    colorWarning: COLOURS.warn,
    colorInfo: COLOURS.go,
    colorLink: COLOURS.go,
    colorText: COLOURS.ink,
    colorTextSecondary: COLOURS.soft,
    colorTextTertiary: COLOURS.faint,
    colorTextPlaceholder: COLOURS.faint,
    colorTextDisabled: COLOURS.faint,
    colorBorder: COLOURS.line,
    colorBorderSecondary: COLOURS.hair,
    colorBgLayout: COLOURS.desk,
    borderRadius: SIZES.radius,
    controlHeight: SIZES.control,
    fontFamily: FONT_STACK,
    fontSize: TYPE.text,
    motionDurationFast: `${MOTION.quick}ms`,
    motionDurationMid: `${MOTION.quick}ms`,
    motionDurationSlow: `${MOTION.quick}ms`,
    boxShadow: '0 12px 40px rgb(20 33 29 / 18%)',
    boxShadowSecondary: '0 8px 28px rgb(20 33 29 / 16%)',
    controlOutline: 'rgb(11 93 75 / 22%)',
    controlOutlineWidth: 3,
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 600 },
    Input: { activeShadow: '0 0 0 3px rgb(11 93 75 / 16%)', paddingInline: 12 },
    Form: { verticalLabelPadding: '0 0 4px', labelColor: COLOURS.soft, itemMarginBottom: 16 },
    Table: {
      headerBg: COLOURS.paper,
      headerColor: COLOURS.soft,
      headerSplitColor: 'transparent',
      cellPaddingBlock: 10,
    },
    Segmented: { trackBg: COLOURS.hair, itemSelectedBg: COLOURS.paper, itemSelectedColor: COLOURS.go },
    Modal: { titleFontSize: TYPE.title },
  },
};
