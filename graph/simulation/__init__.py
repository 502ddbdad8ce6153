"""What plans would have paid on the loaded history: calculated by the SQL engine, nothing published.

Nothing is written to the graph, and no lock is taken: a load or a night that begins meanwhile goes first.
"""

from graph.simulation.bench import Bench
from graph.simulation.company import Company, Days, open_company
from graph.simulation.comparison import Change, Comparison, RankGroup
from graph.simulation.figures import Concentration, Figures, MonthFigures
from graph.simulation.simulate import Simulation, alone, simulate

__all__ = [
    "Bench",
    "Change",
    "Company",
    "Comparison",
    "Concentration",
    "Days",
    "Figures",
    "MonthFigures",
    "RankGroup",
    "Simulation",
    "alone",
    "open_company",
    "simulate",
]
