import classes from './quoted.module.css'

/** What stands in a record or came from Amazon, in its own words: those are English in every language of the page. */
export function Quoted({ text }: { readonly text: string }) {
  return (
    <q lang="en" className={classes.quoted}>
      {text}
    </q>
  )
}
