import type { SignedInMember } from '../src/sign-in/signed-in';

/** A broker who reads, without a session. */
export const reader = (agency = 'oak'): SignedInMember => {
  const memberId = '00000000-0000-4000-8000-000000000001';
  const member = { id: memberId, name: 'Bea Broker', email: 'bea@oak.example.com', role: 'broker', office: null } as const;
  return { memberId, name: member.name, agency, tokenHash: Buffer.alloc(0), csrf: '', member };
};
