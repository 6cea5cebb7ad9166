"""The edge program of a maximum concurrent flow, one flow a source and arc, solved by the native HiGHS inside SciPy.

In: a JSON file {"nodes": n, "tail": [...], "head": [...], "capacity": [...], "source": [...], "target": [...], "demand": [...]} and a method of
scipy.optimize.linprog (highs-ipm, highs-ds). Out: one line of JSON {"ms", "value", "status"}; the time is that of linprog alone.
"""
import json
import sys
import time

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_matrix, hstack, kron, identity

with open(sys.argv[1], encoding="utf-8") as file:
    problem = json.load(file)
nodes = problem["nodes"]
tail, head = np.array(problem["tail"]), np.array(problem["head"])
arcs = len(tail)
sources, row_of = np.unique(np.array(problem["source"]), return_inverse=True)

# Columns: flow of source i on arc a at i * arcs + a, then t. What enters a node less what leaves it is t times what it asks of the source.
incidence = coo_matrix(
    (np.concatenate([np.ones(arcs), -np.ones(arcs)]), (np.concatenate([head, tail]), np.tile(np.arange(arcs), 2))),
    shape=(nodes, arcs),
).tocsr()
asked = np.zeros((len(sources), nodes))
np.add.at(asked, (row_of, np.array(problem["target"])), np.array(problem["demand"]))
balance = hstack([kron(identity(len(sources)), incidence), coo_matrix(-asked.reshape(-1, 1))]).tocsr()
# The row of a source itself follows from the others.
keep = np.ones(len(sources) * nodes, dtype=bool)
keep[np.arange(len(sources)) * nodes + sources] = False
capacity = hstack([kron(np.ones((1, len(sources))), identity(arcs)), coo_matrix((arcs, 1))]).tocsr()
cost = np.zeros(len(sources) * arcs + 1)
cost[-1] = -1

began = time.perf_counter()
found = linprog(
    cost, A_ub=capacity, b_ub=problem["capacity"], A_eq=balance[keep], b_eq=np.zeros(int(keep.sum())), method=sys.argv[2]
)
ms = 1000 * (time.perf_counter() - began)
print(json.dumps({"ms": ms, "value": -found.fun if found.fun is not None else None, "status": found.message[:80]}))
