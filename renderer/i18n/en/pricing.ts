// English: lines priced by a formula.

export const pricing = {
  field: {
    meter: 'Meter no.',
    before: 'Last reading',
    oldEnd: 'Old meter, end',
    newStart: 'New meter, start',
    now: 'Reading now',
    area: 'Area',
    from: 'From',
    until: 'Until',
  },
  fieldOf: '{{name}}: {{field}}',
  untilHint: 'date or months',
  exchanged: 'Meter was exchanged',
  sameMeter: 'Same meter',
  gap: 'The last reading was {{reading}} ({{date}}, receipt {{receipt}}), not the one entered as the last here. Check it.',
};
