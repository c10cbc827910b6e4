// A telephone with an authenticator: scans the QR code off the screen and shows codes, as a person's would.
import jsQr from 'jsqr';
import { Secret, TOTP } from 'otpauth';
import type { Locator } from '@playwright/test';
import { PNG } from 'pngjs';

const STEP_MS = 30_000;

export class Phone {
  readonly #totp: TOTP;
  #last = 0;

  private constructor(totp: TOTP) {
    this.#totp = totp;
  }

  /** Scans the symbol as it is drawn. */
  static async scan(symbol: Locator): Promise<Phone> {
    const { data, width, height } = PNG.sync.read(await symbol.screenshot());
    const read = jsQr(new Uint8ClampedArray(data), width, height);
    if (read === null) throw new Error('the QR code cannot be read');
    const secret = new URL(read.data).searchParams.get('secret') ?? '';
    return new Phone(new TOTP({ secret: Secret.fromBase32(secret) }));
  }

  get secret(): string {
    return this.#totp.secret.base32;
  }

  /** The next code that was not shown before; waits when the present and the coming one were. */
  async code(): Promise<string> {
    const step = Math.max(Math.floor(Date.now() / STEP_MS), this.#last + 1);
    const early = (step - 1) * STEP_MS - Date.now();
    // A code of the coming step is taken as well: clocks differ.
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early + 200));
    this.#last = step;
    return this.#totp.generate({ timestamp: step * STEP_MS });
  }
}
