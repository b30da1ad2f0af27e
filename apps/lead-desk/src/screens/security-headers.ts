const policy = [
  "default-src 'self'",
  "script-src 'self'",
  // Mantine writes its variables and inline styles into the page.
  "style-src 'self' 'unsafe-inline'",
  // The map's controls are pictures within its style sheet.
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  // The map computes in workers, each a file of ours.
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Sent with everything the lead desk answers. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'geolocation=(), camera=(), microphone=()',
};
