// 简体中文：按公式计费的行。

export const pricing = {
  field: {
    meter: '表号',
    before: '上次读数',
    oldEnd: '旧表止数',
    newStart: '新表起数',
    now: '本次读数',
    area: '面积',
    from: '起',
    until: '止',
  },
  fieldOf: '{{name}}：{{field}}',
  untilHint: '日期，或几个月',
  exchanged: '中途换过表',
  sameMeter: '没有换表',
  gap: '上次读数是 {{reading}}（{{date}}，收据 {{receipt}}），与这次填的上次读数不同，请核对。',
};
