// The `test` of every end-to-end file: each test that takes `program` gets a freshly started one on an empty ledger folder.
// When it fails, a picture and the console lines are kept beside the report.
import { test as base } from '@playwright/test';
import { launchProgram, type LaunchOptions, type Program } from './launch-program.ts';

export { expect } from '@playwright/test';

export const test = base.extend<{ programOptions: LaunchOptions; program: Program }>({
  programOptions: [{}, { option: true }],
  program: async ({ programOptions }, use, info) => {
    const program = await launchProgram(programOptions);
    await use(program);
    if (info.status !== info.expectedStatus) {
      const screenshot = await program.window.screenshot().catch(() => null);
      if (screenshot !== null) await info.attach('window', { body: screenshot, contentType: 'image/png' });
      await info.attach('console', { body: program.console.join('\n'), contentType: 'text/plain' });
    }
    await program.close();
  },
});
