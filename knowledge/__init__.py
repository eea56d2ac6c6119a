"""What is known, who said it, and how it is found. Knows nothing of Discord."""

import os

# The libraries that multiply matrices for numpy read this once, when they're loaded. Matrices are small here: with a
# second thread, which mostly waits, a question takes three times the processor time.
for _threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ.setdefault(_threads, "1")
