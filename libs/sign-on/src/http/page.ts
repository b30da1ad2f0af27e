const page = (title: string, text: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>
body { margin: 0; min-height: 100vh; display: grid; place-content: center; font: 1.1rem/1.6 system-ui, sans-serif; color: #1c2733; background: #f5f7f9 }
main { max-width: 30rem; padding: 2rem }
h1 { font-size: 1.5rem; line-height: 1.3 }
</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${text}</p>
</main>
</body>
</html>
`;

/** One page for every link that does not open: it tells nobody why, or whose it was. */
export const noWayIn = page(
  'This link does not open any more',
  'It works once, and for a minute only. Go back to the website you came from and choose your property there again: you get a new one at once.',
);

export const tryAgain = page(
  'Please try again',
  'This did not work just now. Go back to the website you came from and choose your property there again.',
);

/** A page with nothing but itself, which nobody keeps and which tells no other site where it was. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
};
