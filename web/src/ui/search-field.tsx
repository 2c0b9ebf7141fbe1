import { CloseButton, Kbd, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type Ref, startTransition, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './search-field.module.css'

interface SearchFieldProps {
  readonly ref?: Ref<HTMLInputElement>
  readonly label: string
  readonly placeholder: string
  /** What is searched for now, as the address says it. */
  readonly value: string
  /** After the last key, before it is searched for what stands there. */
  readonly pauseMs: number
  /** The words without blanks around them; empty when nothing is searched for. */
  readonly onSearch: (words: string) => void
  /** Nothing shorter is searched for, and what is said below the field meanwhile. */
  readonly shortest?: { readonly length: number; readonly hint: string }
  readonly className?: string | undefined
}

/** Searches while one types. The field is its own, so no key waits for a list; the list follows as soon as it can. */
export function SearchField({
  ref,
  label,
  placeholder,
  value,
  pauseMs,
  onSearch,
  shortest = { length: 1, hint: '' },
  className,
}: SearchFieldProps) {
  const { t } = useTranslation()
  const [text, setText] = useState(value)
  const [isHinted, setIsHinted] = useState(() => isTooShort(value, shortest.length))
  const timer = useRef(0)

  // What the address says, then what was asked for since that it does not say yet. Anything else comes from outside ("clear
  // filters", back, forward) and takes the place of what stands here, even of what was still to be searched for.
  const searched = useRef([value])
  useEffect(() => {
    const place = searched.current.indexOf(value)
    searched.current = place === -1 ? [value] : searched.current.slice(place)
    if (place !== -1) return
    clearTimeout(timer.current)
    setText(value)
    setIsHinted(isTooShort(value, shortest.length))
  }, [value, shortest.length])
  useEffect(() => () => clearTimeout(timer.current), [])

  function searchFor(next: string, afterMs: number): void {
    setText(next)
    clearTimeout(timer.current)
    timer.current = window.setTimeout(() => {
      // Whoever is still typing need not be told that it is too little.
      setIsHinted(isTooShort(next, shortest.length))
      const words = isTooShort(next, shortest.length) ? '' : next.trim()
      if (words === searched.current.at(-1)) return
      searched.current.push(words)
      startTransition(() => onSearch(words))
    }, afterMs)
  }
  return (
    <TextInput
      ref={ref}
      className={className}
      classNames={{ root: classes.field, description: classes.hint }}
      type="search"
      aria-label={label}
      placeholder={placeholder}
      value={text}
      onChange={(event) => searchFor(event.currentTarget.value, pauseMs)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') searchFor(text, 0)
        if (event.key === 'Escape') searchFor('', 0)
      }}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        text === '' ? (
          <Kbd size="xs" aria-hidden className={classes.key}>
            /
          </Kbd>
        ) : (
          <CloseButton size="sm" aria-label={t('action.clear')} onClick={() => searchFor('', 0)} />
        )
      }
      description={isHinted && isTooShort(text, shortest.length) ? shortest.hint : undefined}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      maxLength={100}
      autoComplete="off"
      spellCheck={false}
    />
  )
}

function isTooShort(words: string, shortest: number): boolean {
  return words.trim() !== '' && words.trim().length < shortest
}
