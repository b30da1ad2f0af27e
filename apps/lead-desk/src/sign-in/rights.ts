import { SetMetadata } from '@nestjs/common';
import { may, type Right, rights, type Role } from '#lead';
import { DeskRefusal } from '../api-problems/desk-refusal';

export const neededRight = 'lead-desk:needed-right';

/** A controller, or one route of it, for those whose role has this right. */
export const Needs = (right: Right): ClassDecorator & MethodDecorator => SetMetadata(neededRight, right);

/** @throws DeskRefusal 403 that names the roles that may */
export function demand(role: Role, right: Right | undefined): void {
  if (right === undefined || may(role, right)) return;
  const message = `This is for the roles ${rights[right].join(' and ')}; yours is ${role}`;
  throw new DeskRefusal(403, [{ path: '', rule: 'role', message }]);
}
