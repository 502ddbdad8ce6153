-- How much was compared, and how much of it differs. mode: read
SELECT
  (SELECT count(*) FROM entries) AS entries,
  (SELECT count(*) FROM standings) AS standings,
  (SELECT count(*) FROM entry_differences) AS different_entries,
  (SELECT count(*) FROM figure_differences) AS different_figures
