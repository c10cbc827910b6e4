// Who there is and which roles each has, as the chain tells it up to the link that is looked at: a right is judged by what was
// held when it was used, never by what was given later.
import { type Permission, permissionsOf, type Role } from '../../core/people/permissions.ts';
import { type LinkRows, numberAt, PERSON, ROLE, rowsOf, textAt } from './row-places.ts';

export class People {
  readonly #usernames = new Map<number, string>();
  readonly #roles = new Map<number, Set<Role>>();

  take(rows: LinkRows): void {
    for (const row of rowsOf(rows, 'person'))
      this.#usernames.set(numberAt(row, PERSON.id), textAt(row, PERSON.username));
    for (const row of rowsOf(rows, 'person_role')) {
      const id = numberAt(row, ROLE.person);
      const held = this.#roles.get(id) ?? new Set();
      this.#roles.set(id, held);
      const role = textAt(row, ROLE.role) as Role;
      if (numberAt(row, ROLE.granted) === 1) held.add(role);
      else held.delete(role);
    }
  }

  /** Username and roles of person `id`; nothing of somebody who is not there. */
  of(id: number): { readonly username: string; readonly roles: readonly Role[] } {
    return { username: this.#usernames.get(id) ?? '', roles: [...(this.#roles.get(id) ?? [])] };
  }

  may(id: number, permission: Permission): boolean {
    return permissionsOf(this.of(id).roles).includes(permission);
  }
}
