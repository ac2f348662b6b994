import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MemberId } from '../../../core/model/ids.ts'
import { instant, MINUTE, type Instant } from '../../../core/model/instant.ts'
import { wallDateOf } from '../../../core/time/wall-clock.ts'
import { ModalDialog } from '../../components/controls/modal-dialog.tsx'
import { Notice } from '../../components/controls/notice.tsx'
import { Segmented } from '../../components/controls/segmented.tsx'
import { FIELD_LABEL } from '../../components/controls/field.ts'
import { useDesk } from '../../desk-context.tsx'
import { View } from '../calendar/place.ts'
import { wishNewAppointment } from '../desk/new-appointment-signal.ts'
import { CommonTimes } from './common-times.tsx'
import { MemberPick } from './member-pick.tsx'
import { UnknownMembers } from './unknown-members.tsx'

const LENGTHS = [15, 30, 45, 60, 90, 120] as const

/** When several people are all free in the coming two weeks. Choosing a time opens the editor there. */
export function FindTimeDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { session } = useDesk()
  const [members, setMembers] = useState<readonly MemberId[]>([session.member.id])
  const [minutes, setMinutes] = useState(30)
  const begin = useBeginning(minutes)
  return (
    <ModalDialog title={t('findTime.title')} description={t('findTime.explain')} width="wide" onClose={onClose}>
      <div className="flex flex-col gap-4">
        <MemberPick value={members} onChange={setMembers} />
        <div className="flex flex-col items-start gap-1.5">
          <span aria-hidden className={FIELD_LABEL}>
            {t('findTime.length')}
          </span>
          <Segmented
            label={t('findTime.length')}
            options={LENGTHS.map((count) => ({ id: String(count), name: t('links.minutes', { count }) }))}
            value={String(minutes)}
            onChange={(id) => setMinutes(Number(id))}
          />
        </div>
        {members.length === 0 ? (
          <Notice kind="hint">{t('findTime.nobody')}</Notice>
        ) : (
          <>
            <UnknownMembers members={members} />
            <CommonTimes
              members={members}
              minutes={minutes}
              onPick={(start, box) => {
                onClose()
                begin(start, box)
              }}
            />
          </>
        )}
      </div>
    </ModalDialog>
  )
}

/** Turns the calendar to the time, and asks it for its editor there. */
function useBeginning(minutes: number): (start: Instant, box: DOMRect) => void {
  const { zone } = useDesk()
  const navigate = useNavigate()
  const params = useParams({ strict: false })
  const view = View.safeParse('view' in params ? params.view : undefined).data ?? 'week'
  return (start, box) => {
    const time = { kind: 'timed', startsAt: start, endsAt: instant(start + minutes * MINUTE), zone } as const
    void navigate({ to: '/$view/$date', params: { view, date: wallDateOf(start, zone) } }).then(() =>
      wishNewAppointment(time, box),
    )
  }
}
