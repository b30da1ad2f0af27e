/** A bridge: our mark. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden style={{ flex: 'none' }}>
      <rect width="32" height="32" rx="7" fill="#3f3ab3" />
      <path
        d="M5 22h22M8 22v-5a8 8 0 0 1 16 0v5M13 22v-4a3 3 0 0 1 6 0v4"
        fill="none"
        stroke="#fff"
        strokeWidth="2.2"
        strokeLinecap="round"
      />
    </svg>
  );
}
