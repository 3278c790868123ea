-- One row per time that sums were kept, in their order.
SELECT name, body, year, form, author, made, snapshot, content
FROM kept_sum
ORDER BY made, rowid
