-- One row per live report of these units and years: how often its prose (in these sections) says what is asked for.
-- `places` is NULL where the report has no prose in any section, 0 where it has and does not say so, or not all of it.
-- Prose is compared without blanks, so that a line's end parts no word, and letters of one width and case alike.
-- Bound: $years, $made_up, $sections, $from, $to (letters and what they become; what has no counterpart goes), $every
-- (each of these lists must be met by one of its words), $without (none of these may occur), $words (those counted);
-- `unit` are the bodies in view.
WITH
said AS (
    SELECT report, string_agg(translate(text, $from, $to), chr(10) ORDER BY section) AS text
    FROM narrative
    WHERE section IN (SELECT unnest($sections::VARCHAR[]))
    GROUP BY report
),
prose AS (SELECT DISTINCT report FROM narrative)
SELECT u.path AS jurisdiction, u.kind, u.area, u.part, r.year, r.id AS report, r.title, r.source_file, r.sha256,
       CASE
           WHEN p.report IS NULL THEN NULL
           WHEN s.text IS NULL THEN 0
           WHEN list_bool_and([list_bool_or([contains(s.text, word) for word in either]) for either in $every::VARCHAR[][]])
                AND NOT coalesce(list_bool_or([contains(s.text, word) for word in $without::VARCHAR[]]), false)
           THEN list_sum([(length(s.text) - length(replace(s.text, word, ''))) // length(word)
                          for word in $words::VARCHAR[]])
           ELSE 0
       END::INTEGER AS places
FROM unit u
JOIN report r ON r.jurisdiction = u.id
LEFT JOIN prose p ON p.report = r.id
LEFT JOIN said s ON s.report = r.id
WHERE r.live AND r.made_up = $made_up AND r.year IN (SELECT unnest($years::INTEGER[]))
ORDER BY r.year DESC, u.n, u.part
