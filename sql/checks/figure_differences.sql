-- Figures that are not what was calculated, one by one.
-- makes: figure_differences(id, figure, due, posted) · grain: one row per figure that differs
-- {figures}: for each figure of standings and of pools, its part
CREATE TABLE figure_differences AS {figures}
