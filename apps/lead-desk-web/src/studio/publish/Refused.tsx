import classes from './Publish.module.css';

/** Why it was not published, all of it. */
export function Refused({ says }: { says: readonly string[] }) {
  return (
    <ul className={classes.refused} role="alert">
      {says.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  );
}
