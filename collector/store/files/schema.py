"""The tables as each migration makes them. What has landed is never edited."""

FIRST_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE device (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
  low_seq INTEGER NOT NULL DEFAULT 0, high_seq INTEGER NOT NULL DEFAULT 0,
  forgotten_through INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE island (
  device INTEGER NOT NULL REFERENCES device(id), first INTEGER NOT NULL, last INTEGER NOT NULL,
  PRIMARY KEY (device, first)
) STRICT, WITHOUT ROWID;
CREATE TABLE platform (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, known INTEGER NOT NULL) STRICT;
CREATE TABLE kind (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, known INTEGER NOT NULL) STRICT;
CREATE TABLE rule (
  id INTEGER PRIMARY KEY,
  platform INTEGER NOT NULL REFERENCES platform(id), kind INTEGER NOT NULL REFERENCES kind(id),
  name TEXT NOT NULL, last_at INTEGER NOT NULL DEFAULT 0, acts INTEGER NOT NULL DEFAULT 0,
  UNIQUE (platform, kind, name)
) STRICT;
CREATE TABLE act (
  id INTEGER PRIMARY KEY,
  device INTEGER NOT NULL, seq INTEGER NOT NULL, rule INTEGER NOT NULL,
  at INTEGER NOT NULL, offset_min INTEGER NOT NULL, ms INTEGER NOT NULL, n INTEGER NOT NULL,
  UNIQUE (device, seq)
) STRICT;
CREATE TABLE field (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE act_detail (
  act INTEGER NOT NULL, field INTEGER NOT NULL, value INTEGER NOT NULL, PRIMARY KEY (act, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE day_rollup (
  day INTEGER NOT NULL, platform INTEGER NOT NULL, kind INTEGER NOT NULL,
  n INTEGER NOT NULL, ms INTEGER NOT NULL, acts INTEGER NOT NULL, PRIMARY KEY (day, platform, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE month_rollup (
  month INTEGER NOT NULL, platform INTEGER NOT NULL, kind INTEGER NOT NULL,
  n INTEGER NOT NULL, ms INTEGER NOT NULL, acts INTEGER NOT NULL, PRIMARY KEY (month, platform, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE client (
  id TEXT PRIMARY KEY, key BLOB NOT NULL, device TEXT NOT NULL, origin TEXT NOT NULL, browser TEXT NOT NULL,
  label TEXT NOT NULL, paired_at INTEGER NOT NULL, revoked_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE preference (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE refusal (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, code TEXT NOT NULL, device INTEGER NOT NULL
) STRICT;
CREATE TABLE forgotten (
  id INTEGER PRIMARY KEY, device INTEGER NOT NULL, since INTEGER NOT NULL, through_seq INTEGER NOT NULL
) STRICT
"""

KEPT_SETS = """
CREATE TABLE assumption (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, version TEXT NOT NULL UNIQUE, content TEXT NOT NULL
) STRICT
"""

HOURS_AND_SPANS = """
CREATE TABLE hour_rollup (
  day INTEGER NOT NULL, hour INTEGER NOT NULL, platform INTEGER NOT NULL,
  n INTEGER NOT NULL, ms INTEGER NOT NULL, PRIMARY KEY (day, hour, platform)
) STRICT, WITHOUT ROWID;
CREATE TABLE day_span (day INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL) STRICT;
CREATE TEMP TABLE part (hour, platform, n, ms, first, last);
CREATE TEMP TABLE counted (rule INTEGER PRIMARY KEY, platform, is_act, is_attention);
INSERT INTO counted SELECT rule.id, platform, k.name NOT IN ('attention', 'task-time'), k.name = 'attention'
  FROM rule JOIN kind k ON k.id = rule.kind
"""

COUNTED_HOURS = """
DELETE FROM part;
INSERT INTO part
  SELECT key >> 32, key & 0xFFFFFFFF, n, ms, first, last FROM (
    SELECT (at + offset_min * 60000) / 3600000 << 32 | platform AS key,
      sum(n * is_act) AS n, sum(ms * is_attention) AS ms, min(id) AS first, max(id) AS last
    FROM act JOIN counted ON counted.rule = act.rule WHERE id BETWEEN :first AND :last GROUP BY 1
  );
INSERT INTO hour_rollup SELECT hour / 24, hour % 24, platform, n, ms FROM part WHERE n <> 0 OR ms <> 0
  ON CONFLICT DO UPDATE SET n = n + excluded.n, ms = ms + excluded.ms;
INSERT INTO day_span SELECT hour / 24, min(first), max(last) FROM part GROUP BY 1
  ON CONFLICT DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last)
"""

MEMORY_OF_THE_GONE = """
CREATE TABLE gone (
  device INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (device, first)
) STRICT, WITHOUT ROWID;
CREATE TABLE erased (
  id INTEGER PRIMARY KEY, first_day INTEGER NOT NULL, last_day INTEGER NOT NULL,
  since INTEGER NOT NULL, until INTEGER NOT NULL
) STRICT;
CREATE TABLE retired (rule INTEGER PRIMARY KEY, acts INTEGER NOT NULL, last_at INTEGER NOT NULL) STRICT
"""

UNASKED_HOURS = """
INSERT INTO hour_rollup SELECT hour / 24, hour % 24, platform, -n, 0 FROM (
    SELECT (at + offset_min * 60000) / 3600000 AS hour, platform, sum(n) AS n
    FROM act JOIN rule ON rule.id = act.rule
    WHERE kind IN (SELECT id FROM kind WHERE name = 'captcha.invisible') GROUP BY 1, 2
  ) WHERE n <> 0
  ON CONFLICT DO UPDATE SET n = n + excluded.n
"""
FROZEN_UNASKED = """
SELECT day, platform, sum(n * (name = 'captcha.invisible')) AS gone,
  sum(n * (name NOT IN ('attention', 'task-time'))) AS whole
FROM day_rollup JOIN kind ON kind.id = kind
WHERE day < coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'horizon'), 0)
GROUP BY 1, 2 HAVING gone <> 0
"""

WITNESSES = """
CREATE TABLE erased_through (
  erased INTEGER NOT NULL, device INTEGER NOT NULL, through_seq INTEGER NOT NULL, PRIMARY KEY (erased, device)
) STRICT, WITHOUT ROWID
"""
