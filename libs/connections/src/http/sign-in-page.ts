const escaped = (text: string): string => text.replaceAll(/[&<>"']/gu, (sign) => `&#${sign.charCodeAt(0)};`);

/** A page with a few words for whoever comes back from a vendor. */
export const signInPage = (title: string, text: string, back?: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
<style>
body { margin: 0; min-height: 100vh; display: grid; place-content: center; font: 1.1rem/1.6 system-ui, sans-serif; color: #1c2733; background: #f5f7f9 }
main { max-width: 34rem; padding: 2rem }
h1 { font-size: 1.5rem; line-height: 1.3 }
</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p>${escaped(text)}</p>
${back === undefined ? '' : `<p><a href="${escaped(back)}">Back to the connection</a></p>`}
</main>
</body>
</html>
`;

/** Nobody keeps it, it loads nothing, and it tells no other site where it was: its address held a code. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
};
