/** A fault: in a file of src/core, `text`, which stands there exactly once, is replaced. */
export type EngineMutant = { readonly name: string; readonly file: string; readonly text: string; readonly by: string }

const mutant = (name: string, file: string, text: string, by: string): EngineMutant => ({ name, file, text, by })

/** Each is a slip that somebody could make, and breaks the rule in its name. */
export const ENGINE_MUTANTS: readonly EngineMutant[] = [
  mutant('S1 the last possible start is left out', 'scheduling/open-slots.ts', 'end: last + 1', 'end: last'),
  mutant(
    'S1 a booking is checked against another length than the list',
    'scheduling/offered-slots.ts',
    'start + offer.duration * MINUTE',
    'start + offer.eventType.step * MINUTE',
  ),
  mutant(
    'S2 the offset of the grid is forgotten',
    'scheduling/grid-starts.ts',
    '((grid.offset ?? 0) * MINUTE) % step',
    '0',
  ),
  mutant(
    'S3 hours are arithmetic close to a change of the clock',
    'scheduling/date-clock.ts',
    'NEAR = 2 * DAY',
    'NEAR = 0',
  ),
  mutant(
    'S3 an hour that comes twice counts from its second time',
    'scheduling/date-clock.ts',
    'Math.min(start, opens)',
    'opens',
  ),
  mutant(
    'S3 a range that begins in a gap is lost',
    'scheduling/date-clock.ts',
    'Math.max(from, midnight + range.start - offset)',
    'midnight + range.start - offset < from ? Infinity : midnight + range.start - offset',
  ),
  mutant(
    'S4 an inverted range is taken the other way round',
    'scheduling/day-ranges.ts',
    'if (start < end) pairs.push(start, end)',
    'pairs.push(Math.min(start, end), Math.max(start, end))',
  ),
  mutant(
    'S5 an override adds to its day',
    'scheduling/opened-days.ts',
    'replaced.get(day) ?? plain(day)',
    'mergeSpans([...(replaced.get(day) ?? NOTHING), ...plain(day)])',
  ),
  mutant(
    'S5 the last date of a rule is left out',
    'scheduling/opened-days.ts',
    'Math.min(within.last, dayOf(until))',
    'Math.min(within.last, dayOf(until) - 1)',
  ),
  mutant(
    'S5 travel is ignored',
    'scheduling/date-clock.ts',
    'if (trips.length === 0) return',
    'if (trips.length >= 0) return',
  ),
  mutant('S5a the first of overlapping travels holds', 'scheduling/date-clock.ts', 'away.findLast(', 'away.find('),
  mutant(
    'S5 breaks are ignored',
    'scheduling/hour-layers.ts',
    'for (const one of host.breaks) {',
    'for (const one of []) {',
  ),
  mutant(
    'S5 who opted out of holidays has them all',
    'scheduling/hours-of-host.ts',
    'if (!observed) return []',
    'if (!observed) return holidays',
  ),
  mutant(
    'S5b a stand-in works on when the absence is over',
    'scheduling/host-starts.ts',
    'during.end - query.duration * MINUTE + 1',
    'during.end',
  ),
  mutant(
    'S6 busy is closed at its ends',
    'scheduling/host-starts.ts',
    '(duration + after) * MINUTE - 1',
    '(duration + after) * MINUTE',
  ),
  mutant(
    'S7 buffers are swapped',
    'scheduling/host-starts.ts',
    '{ duration, buffers: { before, after } }',
    '{ duration, buffers: { before: after, after: before } }',
  ),
  mutant('S7 `between` is dropped', 'scheduling/booked-starts.ts', 'first.between ?? 0, second.between ?? 0', '0'),
  mutant(
    'S7 of two bookings the larger buffer counts, not both',
    'scheduling/booked-starts.ts',
    'first.after + second.before,',
    'first.after, second.before,',
  ),
  mutant('S8 notice is ignored', 'scheduling/bookable-time.ts', 'now + notice * MINUTE', 'now'),
  mutant(
    'S8 calendar days count today',
    'scheduling/horizon-end.ts',
    'lastMoment(today + days, zone)',
    'lastMoment(today + days - 1, zone)',
  ),
  mutant(
    'S8 bookable days begin tomorrow',
    'scheduling/horizon-end.ts',
    'reach(query, today, MOST',
    'reach(query, today + 1, MOST',
  ),
  mutant('S8 absences make fewer business days', 'scheduling/horizon-end.ts', '{ ...host, absences: [] }', 'host'),
  mutant('S9 a period takes one more than the limit', 'scheduling/full-periods.ts', 'count >= most', 'count > most'),
  mutant(
    'S9 the last minutes of a limit are not given away',
    'scheduling/full-periods.ts',
    'time + duration * MINUTE > most',
    'time + duration * MINUTE >= most',
  ),
  mutant(
    'S9 weeks begin on Sundays',
    'scheduling/limit-periods.ts',
    '{ ...counted, duration, weekStart }',
    '{ ...counted, duration, weekStart: 0 }',
  ),
  mutant(
    'S10 of a group its first is needed',
    'scheduling/needs.ts',
    'isFixed(host) && host.group === group)',
    'isFixed(host) && host.group === group).slice(0, 1)',
  ),
  mutant(
    'S10 the others of a round robin are not needed',
    'scheduling/needs.ts',
    "others.length === 0 ? fixed : [...fixed, { need: 'any', hosts: others }]",
    'fixed',
  ),
  mutant(
    'S12 starts after a gap are rounded down',
    'scheduling/gap-starts.ts',
    'Math.ceil(from / MINUTE)',
    'Math.floor(from / MINUTE)',
  ),
  mutant(
    'S12 what was busy before the range is forgotten',
    'scheduling/gap-starts.ts',
    'ends.findLast((end) => end <= during.start) ?? during.start',
    'during.start',
  ),
  mutant(
    'S13 the last seat is kept',
    'scheduling/booked-starts.ts',
    'seats.places <= seats.capacity',
    'seats.places < seats.capacity',
  ),
  mutant(
    'S13a a full day closes a session with seats left',
    'scheduling/full-time.ts',
    'subtractSpans(full, sessions)',
    'full',
  ),
  mutant(
    'S14 what is off the grid is refused without a reason',
    'scheduling/why-not.ts',
    '...offGridReasons(query, start),',
    '',
  ),
  mutant(
    'S5 weeks of a rule begin on Sundays',
    'time/rule.ts',
    "parts.get('WKST') ?? 'MO'",
    "parts.get('WKST') ?? 'SU'",
  ),
]
