const agencyTables = ['tokens', 'calls', 'spent', 'rests'];

/** Parts of a window: it is counted by them, so that its rows stay few however long and busy it is. */
const parts = 200;

/**
 * Of schema `connections`: what is kept to ask vendors by. `tokens` as many as there are connections; `calls` some two hundred rows of
 * a connection at most; `spent` a month; `rests` as many as there are connections.
 */
export const vendorTables = `
create table connections.tokens (
  agency text not null, connection text not null, sealed bytea, expires_at timestamptz, version int not null default 0,
  refreshing_by uuid, refreshing_until timestamptz, updated_at timestamptz not null default now(),
  primary key (agency, connection));

create table connections.calls (
  agency text not null, connection text not null, at timestamptz not null, requests int not null,
  primary key (agency, connection, at));

create table connections.spent (
  agency text not null, connection text not null, day date not null, requests int not null, primary key (agency, connection, day));

create table connections.rests (
  agency text not null, connection text not null, until timestamptz not null default '-infinity', primary key (agency, connection));
${agencyTables
  .map(
    (table) => `
alter table connections.${table} enable row level security; alter table connections.${table} force row level security;
create policy ${table}_agency on connections.${table} using (current_setting('bridge.agency', true) in (agency, '*'));`,
  )
  .join('')}

create function connections.take_call(of_agency text, of_connection text, most int, seconds int, most_a_day int, share double precision)
  returns table (wait_ms bigint, why text) language plpgsql as $$
declare
  rests_until timestamptz; moment timestamptz; today date; used bigint; allowed bigint;
  long interval := make_interval(secs => seconds); part interval := make_interval(secs => seconds::double precision / ${parts});
begin
  -- Ends with this statement, which is a transaction of its own.
  perform set_config('bridge.agency', of_agency, true);
  -- One at a time: each statement below sees what the one before it in this queue wrote.
  insert into connections.rests (agency, connection) values (of_agency, of_connection) on conflict do nothing;
  select until into rests_until from connections.rests where agency = of_agency and connection = of_connection for update;
  moment := clock_timestamp();
  today := (moment at time zone 'UTC')::date;
  if rests_until > moment then
    return query select ceil(extract(epoch from rests_until - moment) * 1000)::bigint, 'rate';
    return;
  end if;

  if most_a_day is not null then
    select requests into used from connections.spent where agency = of_agency and connection = of_connection and day = today;
    if coalesce(used, 0) >= greatest(1, floor(most_a_day * share)) then
      return query select ceil(extract(epoch from (today + 1)::timestamp at time zone 'UTC' - moment) * 1000)::bigint, 'day';
      return;
    end if;
  end if;

  if most is not null then
    allowed := greatest(1, floor(most * share));
    delete from connections.calls where agency = of_agency and connection = of_connection and at <= moment - long;
    select coalesce(sum(requests), 0) into used from connections.calls where agency = of_agency and connection = of_connection;
    if used >= allowed then
      return query select greatest(1, ceil(extract(epoch from c.at + long - moment) * 1000))::bigint, 'rate' from (
        select at, sum(requests) over (order by at) as freed from connections.calls where agency = of_agency and connection = of_connection) c
        where c.freed > used - allowed order by c.at limit 1;
      return;
    end if;
    -- Counted as made at the end of its part, so that never too few are counted.
    insert into connections.calls as c (agency, connection, at, requests)
      values (of_agency, of_connection, date_bin(part, moment, timestamptz 'epoch') + part, 1)
      on conflict (agency, connection, at) do update set requests = c.requests + 1;
  end if;

  insert into connections.spent as s (agency, connection, day, requests) values (of_agency, of_connection, today, 1)
    on conflict (agency, connection, day) do update set requests = s.requests + 1 returning requests into used;
  if used = 1 then
    delete from connections.spent where agency = of_agency and connection = of_connection and day < today - 31;
  end if;
end $$;`;
