/** What every answer of the pages carries. `styleHash`: of the one style that may stand in a page. */
export function pageHeaders(styleHash: string): Readonly<Record<string, string>> {
  return {
    'content-security-policy': policy(styleHash),
    'cache-control': 'no-store',
    'cross-origin-opener-policy': 'same-origin',
    // A manage link is a key: no other site hears of it.
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  }
}

// Nothing runs, nothing comes from elsewhere, nobody frames it, forms lead to us alone. A page adds its script by a nonce.
function policy(styleHash: string): string {
  const own = `img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'`
  return `default-src 'none'; style-src '${styleHash}'; ${own}; base-uri 'none'; frame-ancestors 'none'`
}
