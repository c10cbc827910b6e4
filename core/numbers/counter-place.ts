// How a counter is named on screens and papers.
// One that the office gave no name of its own is called by its code, once.

/** Code and name of a counter: `A01 门诊收费处 3 号窗`, or `A01` where the name says nothing more. */
export function counterPlace({ code, name }: { readonly code: string; readonly name: string }): string {
  return name === code || name === '' ? code : `${code} ${name}`;
}
