// 繁體中文：按公式計費的列。

export const pricing = {
  field: {
    meter: '表號',
    before: '上次讀數',
    oldEnd: '舊表止數',
    newStart: '新表起數',
    now: '本次讀數',
    area: '面積',
    from: '起',
    until: '訖',
  },
  fieldOf: '{{name}}：{{field}}',
  untilHint: '日期，或幾個月',
  exchanged: '中途換過表',
  sameMeter: '沒有換表',
  gap: '上次讀數是 {{reading}}（{{date}}，收據 {{receipt}}），與這次填的上次讀數不同，請核對。',
};
