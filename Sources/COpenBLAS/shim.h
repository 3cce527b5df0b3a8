#pragma once
#include <cblas.h>
#include <stddef.h>

/* LAPACK, which OpenBLAS carries: eigenvalues and vectors of a symmetric matrix. The last two are the lengths of
 * the two strings, as Fortran passes them. */
extern void dsyevd_(char *job, char *triangle, int *n, double *a, int *lda, double *w, double *work, int *lwork,
                    int *iwork, int *liwork, int *info, size_t job_length, size_t triangle_length);
