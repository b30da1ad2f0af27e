import { SetMetadata } from '@nestjs/common';
import { DeskRefusal } from '../api-problems/desk-refusal';
import type { Role } from './session-views';

export const allowedRoles = 'lead-desk:allowed-roles';

/** A controller for some roles alone. */
export const ForRoles = (...roles: readonly Role[]): ClassDecorator => SetMetadata(allowedRoles, roles);

export function demandRole(role: Role, allowed: readonly Role[] | undefined): void {
  if (allowed === undefined || allowed.includes(role)) return;
  throw new DeskRefusal(403, [{ path: '', rule: 'role', message: `This is for the roles ${allowed.join(' and ')}; yours is ${role}` }]);
}

/** Who sets up and mends what passes between participants; they alone see requests and answers whole. */
export const exchangeRoles: readonly Role[] = ['integrator', 'admin'];
