import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/use-format.ts'
import classes from './coverage-calendar.module.css'
import { type Day, type DayState, dayStates } from './coverage-days.ts'

interface CoverageCalendarProps {
  readonly year: number
  /** Every day of that year, from the first on. */
  readonly days: readonly Day[]
}

const numbers = Array.from({ length: 31 }, (_, index) => index + 1)

/** A row per month, a cell per day; each cell says in words what its colour and pattern show. */
export const CoverageCalendar = memo(function CoverageCalendar({ year, days }: CoverageCalendarProps) {
  const { t } = useTranslation('tenant')
  const format = useFormat()
  const { locale } = format
  const words = wordsOf((state) => t(`coverage.state.${state}`))
  const months = Map.groupBy(days, ({ date }) => date.slice(0, 7))
  const monthName = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' })
  const counts = Map.groupBy(days, ({ state }) => state)
  return (
    <>
      <p className={classes.summary}>{summarize()}</p>
      <table className={classes.calendar} aria-label={t('coverage.calendar', { year })}>
        <thead>
          <tr>
            <td />
            {numbers.map((number) => (
              <th key={number} scope="col">
                {number % 5 === 0 || number === 1 ? (
                  number
                ) : (
                  <span className="visually-hidden">{number}</span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...months].map(([month, own]) => (
            <tr key={month}>
              <th scope="row">{monthName.format(new Date(`${month}-01T00:00:00Z`))}</th>
              {own.map(({ date, state }) => (
                <td
                  key={date}
                  className={classes.day}
                  data-state={state}
                  data-day={date}
                  title={t('coverage.day', { day: format.day(date), state: words[state] })}
                >
                  <span className="visually-hidden">{words[state]}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <ul className={classes.legend} aria-label={t('coverage.legend')}>
        {dayStates.map((state) => (
          <li key={state}>
            <span className={classes.swatch} data-state={state} aria-hidden />
            {words[state]}
          </li>
        ))}
      </ul>
    </>
  )

  function summarize(): string {
    const known = ['full', 'outline', 'partly', 'arriving', 'missing'] as const
    const parts = known.flatMap((state) => {
      const count = counts.get(state)?.length ?? 0
      return count === 0 ? [] : [t(`coverage.count.${state}`, { count })]
    })
    return parts.length === 0 ? t('coverage.nothing') : new Intl.ListFormat(locale).format(parts)
  }
})

function wordsOf(say: (state: DayState) => string): Readonly<Record<DayState, string>> {
  return Object.fromEntries(dayStates.map((state) => [state, say(state)])) as Record<DayState, string>
}
