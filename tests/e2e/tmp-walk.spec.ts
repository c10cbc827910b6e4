import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { enterBill, playScreens, postAndRefund, takeStock } from '../demo/screens.ts';
import { workADay } from '../demo/worked-day.ts';
import * as play from './support/play.ts';
import { onSample } from './support/sample-program.ts';
import { smallScreen } from './support/screen-look.ts';

test('walk', async () => {
  test.setTimeout(900_000);
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-screens-'));
  const missed: string[] = [];
  await onSample(
    async ({ program }) => {
      const { window: page } = program;
      await smallScreen(program);
      await play.signIn(page, 'finance1');
      await takeStock(page);
      await play.signOut(page);
      await play.signIn(page, 'cashier1');
      await play.openShift(page, ['2', '4']);
      await postAndRefund(
        program,
        async () => {},
        async () => {},
      );
      await enterBill(page);
      await playScreens(program, {
        languages: ['zh-CN'],
        take: async (p, name) => {
          if (process.env['SHOTS']) await p.picture(`walk/${name}`);
          console.log(name);
        },
        missed: (name, error) => {
          missed.push(`${name}: ${String(error).slice(0, 500)}`);
          console.log('MISSED', name);
        },
      });
    },
    {},
    (where) => void workADay(where, folder),
  );
  expect(missed).toEqual([]);
});
