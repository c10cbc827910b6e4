// Tells the compiler that a `.sql` file is imported as its text.
// Migrations are read by people as SQL and travel inside the bundle (esbuild `text` loader, a plugin in vitest).
declare module '*.sql' {
  const text: string;
  export default text;
}
