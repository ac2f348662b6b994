/** One address; never a list in a string: nodemailer would read commas and line breaks in it. */
export type MailAddress = { readonly name: string; readonly address: string }

/** A mail, ready to leave. */
export type Mail = {
  /** Without angle brackets; the same in every attempt, so that a mail program can drop a second copy. */
  readonly messageId: string
  readonly from: MailAddress
  readonly to: MailAddress
  readonly replyTo: MailAddress
  readonly subject: string
  readonly text: string
  readonly html: string
  /** Undefined where calendar programs have nothing to do. */
  readonly invite: { readonly method: 'REQUEST' | 'CANCEL'; readonly content: string } | undefined
}

/** Sends one mail; rejects when nobody took it. */
export type SendMail = (mail: Mail) => Promise<void>
