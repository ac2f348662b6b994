import { manageToken, type TokenBearer } from './manage-token.ts'

type Place = { readonly publicUrl: () => string; readonly serverKey: Uint8Array }

/** Where its invitee looks after a booking. */
export function manageUrl(
  bearer: TokenBearer & { readonly generation: number },
  { publicUrl, serverKey }: Place,
): string {
  return `${publicUrl()}/booking/${manageToken(serverKey, bearer, bearer.generation)}/manage`
}
