// All words of the window by locale. zh-CN is written first; the others must say everything it says, or this does not compile.
import { approval as approvalEn } from './en/approval.ts';
import { backfill as backfillEn } from './en/backfill.ts';
import { bank as bankEn } from './en/bank.ts';
import { bills as billsEn } from './en/bills.ts';
import { caseFile as caseFileEn, desk as deskEn } from './en/case-file.ts';
import { cash as cashEn } from './en/cash.ts';
import { central as centralEn } from './en/central.ts';
import { claims as claimsEn } from './en/claims.ts';
import { customers as customersEn } from './en/customers.ts';
import { days as daysEn } from './en/days.ts';
import { discount as discountEn } from './en/discount.ts';
import { factor as factorEn } from './en/factor.ts';
import { faults as faultsEn } from './en/faults.ts';
import { followUp as followUpEn } from './en/follow-up.ts';
import { frame as frameEn } from './en/frame.ts';
import { lists as listsEn } from './en/lists.ts';
import { prepay as prepayEn } from './en/prepay.ts';
import { paper as paperEn } from './en/paper.ts';
import { refunds as refundsEn } from './en/refunds.ts';
import { rules as rulesEn } from './en/rules.ts';
import { settings as settingsEn } from './en/settings.ts';
import { setup as setupEn } from './en/setup.ts';
import { pricing as pricingEn } from './en/pricing.ts';
import { start as startEn } from './en/start.ts';
import { tariff as tariffEn } from './en/tariff.ts';
import { tickets as ticketsEn } from './en/tickets.ts';
import { till as tillEn } from './en/till.ts';
import { work as workEn } from './en/work.ts';
import { approval as approvalCn } from './zh-CN/approval.ts';
import { backfill as backfillCn } from './zh-CN/backfill.ts';
import { bank as bankCn } from './zh-CN/bank.ts';
import { bills as billsCn } from './zh-CN/bills.ts';
import { caseFile as caseFileCn, desk as deskCn } from './zh-CN/case-file.ts';
import { cash as cashCn } from './zh-CN/cash.ts';
import { central as centralCn } from './zh-CN/central.ts';
import { claims as claimsCn } from './zh-CN/claims.ts';
import { customers as customersCn } from './zh-CN/customers.ts';
import { days as daysCn } from './zh-CN/days.ts';
import { discount as discountCn } from './zh-CN/discount.ts';
import { factor as factorCn } from './zh-CN/factor.ts';
import { faults as faultsCn } from './zh-CN/faults.ts';
import { followUp as followUpCn } from './zh-CN/follow-up.ts';
import { frame as frameCn } from './zh-CN/frame.ts';
import { lists as listsCn } from './zh-CN/lists.ts';
import { prepay as prepayCn } from './zh-CN/prepay.ts';
import { paper as paperCn } from './zh-CN/paper.ts';
import { refunds as refundsCn } from './zh-CN/refunds.ts';
import { rules as rulesCn } from './zh-CN/rules.ts';
import { settings as settingsCn } from './zh-CN/settings.ts';
import { setup as setupCn } from './zh-CN/setup.ts';
import { pricing as pricingCn } from './zh-CN/pricing.ts';
import { start as startCn } from './zh-CN/start.ts';
import { tariff as tariffCn } from './zh-CN/tariff.ts';
import { tickets as ticketsCn } from './zh-CN/tickets.ts';
import { till as tillCn } from './zh-CN/till.ts';
import { work as workCn } from './zh-CN/work.ts';
import { approval as approvalTw } from './zh-TW/approval.ts';
import { backfill as backfillTw } from './zh-TW/backfill.ts';
import { bank as bankTw } from './zh-TW/bank.ts';
import { bills as billsTw } from './zh-TW/bills.ts';
import { caseFile as caseFileTw, desk as deskTw } from './zh-TW/case-file.ts';
import { cash as cashTw } from './zh-TW/cash.ts';
import { central as centralTw } from './zh-TW/central.ts';
import { claims as claimsTw } from './zh-TW/claims.ts';
import { customers as customersTw } from './zh-TW/customers.ts';
import { days as daysTw } from './zh-TW/days.ts';
import { discount as discountTw } from './zh-TW/discount.ts';
import { factor as factorTw } from './zh-TW/factor.ts';
import { faults as faultsTw } from './zh-TW/faults.ts';
import { followUp as followUpTw } from './zh-TW/follow-up.ts';
import { frame as frameTw } from './zh-TW/frame.ts';
import { lists as listsTw } from './zh-TW/lists.ts';
import { prepay as prepayTw } from './zh-TW/prepay.ts';
import { paper as paperTw } from './zh-TW/paper.ts';
import { refunds as refundsTw } from './zh-TW/refunds.ts';
import { rules as rulesTw } from './zh-TW/rules.ts';
import { settings as settingsTw } from './zh-TW/settings.ts';
import { setup as setupTw } from './zh-TW/setup.ts';
import { pricing as pricingTw } from './zh-TW/pricing.ts';
import { start as startTw } from './zh-TW/start.ts';
import { tariff as tariffTw } from './zh-TW/tariff.ts';
import { tickets as ticketsTw } from './zh-TW/tickets.ts';
import { till as tillTw } from './zh-TW/till.ts';
import { work as workTw } from './zh-TW/work.ts';

const zhCN = {
  frame: frameCn,
  days: daysCn,
  faults: faultsCn,
  start: startCn,
  till: tillCn,
  work: workCn,
  lists: listsCn,
  prepay: prepayCn,
  paper: paperCn,
  refunds: refundsCn,
  rules: rulesCn,
  settings: settingsCn,
  setup: setupCn,
  tariff: tariffCn,
  approval: approvalCn,
  followUp: followUpCn,
  bills: billsCn,
  cash: cashCn,
  claims: claimsCn,
  pricing: pricingCn,
  central: centralCn,
  customers: customersCn,
  discount: discountCn,
  backfill: backfillCn,
  caseFile: caseFileCn,
  desk: deskCn,
  factor: factorCn,
  tickets: ticketsCn,
  bank: bankCn,
};
export type Words = typeof zhCN;
const zhTW: Words = {
  frame: frameTw,
  days: daysTw,
  faults: faultsTw,
  start: startTw,
  till: tillTw,
  work: workTw,
  lists: listsTw,
  prepay: prepayTw,
  paper: paperTw,
  refunds: refundsTw,
  rules: rulesTw,
  settings: settingsTw,
  setup: setupTw,
  tariff: tariffTw,
  approval: approvalTw,
  followUp: followUpTw,
  bills: billsTw,
  cash: cashTw,
  claims: claimsTw,
  pricing: pricingTw,
  central: centralTw,
  customers: customersTw,
  discount: discountTw,
  backfill: backfillTw,
  caseFile: caseFileTw,
  desk: deskTw,
  factor: factorTw,
  tickets: ticketsTw,
  bank: bankTw,
};
const en: Words = {
  frame: frameEn,
  days: daysEn,
  faults: faultsEn,
  start: startEn,
  till: tillEn,
  work: workEn,
  lists: listsEn,
  prepay: prepayEn,
  paper: paperEn,
  refunds: refundsEn,
  rules: rulesEn,
  settings: settingsEn,
  setup: setupEn,
  tariff: tariffEn,
  approval: approvalEn,
  followUp: followUpEn,
  bills: billsEn,
  cash: cashEn,
  claims: claimsEn,
  pricing: pricingEn,
  central: centralEn,
  customers: customersEn,
  discount: discountEn,
  backfill: backfillEn,
  caseFile: caseFileEn,
  desk: deskEn,
  factor: factorEn,
  tickets: ticketsEn,
  bank: bankEn,
};

export const LOCALES = ['zh-CN', 'zh-TW', 'en'] as const;
export type Locale = (typeof LOCALES)[number];
export const WORDS: Readonly<Record<Locale, Words>> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };

/** How each language is called in itself, for the switch; never translated. */
export const LOCALE_NAMES: Readonly<Record<Locale, string>> = { 'zh-CN': '简体', 'zh-TW': '繁體', en: 'EN' };
/** The same for assistive technology. */
export const LOCALE_TITLES: Readonly<Record<Locale, string>> = {
  'zh-CN': '简体中文',
  'zh-TW': '繁體中文',
  en: 'English',
};
