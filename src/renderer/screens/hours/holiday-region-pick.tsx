import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { HolidayRegion } from '../../../core/model/workspace.ts'
import { Notice } from '../../components/controls/notice.tsx'
import { SelectField } from '../../components/controls/select-field.tsx'
import { useDesk } from '../../desk-context.tsx'
import { desk, engine } from '../../engine.ts'
import { refusalText } from '../../refusal-text.ts'

/** Whose public holidays count: chosen for the whole workspace, by those who lead it. It holds at once. */
export function HolidayRegionPick() {
  const { t } = useTranslation()
  const { session } = useDesk()
  const { workspace, member } = session
  const regions = useQuery(desk.workspace.holidayRegions.queryOptions())
  const choose = useChoosing()
  const { country, state } = workspace.holidayRegion ?? {}
  const known = regions.data?.find((region) => region.country === country)
  const leads = member.role === 'owner' || member.role === 'admin'
  if (regions.isPending) return <div className="skeleton h-14" />
  if (regions.error) return <Notice kind="error">{refusalText(regions.error, t)}</Notice>
  if (!leads) {
    const part = known?.states.find((one) => one.state === state)?.name
    const name = [known?.name, part].filter((text) => text !== undefined).join(', ')
    return (
      <p className="text-sm text-ink-soft">
        {name === '' ? t('hours.holidays.noRegion') : t('hours.holidays.regionIs', { name })}
      </p>
    )
  }
  return (
    <div className="flex flex-col gap-2">
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
        <SelectField
          label={t('hours.holidays.country')}
          isDisabled={choose.isPending}
          options={[
            { id: '', name: t('hours.holidays.noCountry') },
            ...regions.data.map((region) => ({ id: region.country, name: region.name })),
          ]}
          value={country ?? ''}
          onChange={(id) => choose.mutate(id === '' ? undefined : { country: id })}
        />
        {known !== undefined && known.states.length > 0 && (
          <SelectField
            label={t('hours.holidays.state')}
            isDisabled={choose.isPending}
            options={[
              { id: '', name: t('hours.holidays.wholeCountry') },
              ...known.states.map((part) => ({ id: part.state, name: part.name })),
            ]}
            value={state ?? ''}
            onChange={(id) => choose.mutate({ country: known.country, ...(id !== '' && { state: id }) })}
          />
        )}
      </div>
      <p className="text-xs text-ink-faint">{t('hours.holidays.forAll')}</p>
      {choose.error && <Notice kind="error">{refusalText(choose.error, t)}</Notice>}
    </div>
  )
}

function useChoosing() {
  const { session } = useDesk()
  const queries = useQueryClient()
  const { closures } = session.workspace
  return useMutation({
    mutationFn: (region: { country: string; state?: string } | undefined) =>
      engine.workspace.setHolidays({
        closures,
        ...(region && { holidayRegion: HolidayRegion.parse(region) }),
      }),
    // Hours, slots and the list of holidays follow from it.
    onSettled: () => queries.invalidateQueries(),
  })
}
