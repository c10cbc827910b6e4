// Lives in the development Electron's resources/app: runs the program whose folder is on the command line,
// as Electron's own default app does. Never packaged.
const { app } = require('electron');
const { readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');

const folder = process.argv.slice(1).find((arg) => !arg.startsWith('-'));
if (!folder) {
  console.error('usage: electron FOLDER [options]');
  process.exit(2);
}
const home = resolve(folder);
const description = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
app.setName(description.productName ?? description.name);
app.setVersion(description.version);
app.setAppPath(home);
require(join(home, description.main));
