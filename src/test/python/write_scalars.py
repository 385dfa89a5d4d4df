"""Writes scalars with tensorboardX and prints how many a second. Arguments: a directory, and how many."""

import sys
import time

from tensorboardX import SummaryWriter

count = int(sys.argv[2])
begin = time.perf_counter()
with SummaryWriter(sys.argv[1]) as writer:
    for step in range(count // 10):
        for metric in range(10):
            writer.add_scalar(f"metric {metric}", step / count, step)
print(count / (time.perf_counter() - begin))
