/** Minutes since midnight from what a person types: `9`, `930`, `9:30`, `9.30`, `2pm`, `14h`, `24:00`. Undefined: no time. */
export function parseClock(text: string): number | undefined {
  const match = /^(\d{1,2})(?:[:.h ]?(\d{2}))?\s*h?\s*(?:(a|p)\.?\s?m?\.?)?$/i.exec(text.trim())
  if (!match) return undefined
  const [, hourText, minuteText = '0', half] = match
  const hour = hourOf(Number(hourText), half?.toLowerCase())
  const minutes = hour === undefined ? undefined : hour * 60 + Number(minuteText)
  return minutes === undefined || Number(minuteText) > 59 || minutes > 1_440 ? undefined : minutes
}

function hourOf(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour <= 24 ? hour : undefined
  if (hour < 1 || hour > 12) return undefined
  return (hour % 12) + (half === 'p' ? 12 : 0)
}
