# Prints the numbers that these tests expect of rank tests, t-intervals and least squares.
#
#     Rscript Tests/StatisticsTests/reference.R
#
# Written down from R 4.2.2. Nothing but R's own `stats` package is used.

options(digits = 15, warn = -1)

show <- function(name, ...) cat(name, ":", paste(format(c(...), digits = 15), collapse = " "), "\n")

signed <- function(name, x, level = 0.95) {
  r <- wilcox.test(x, conf.int = TRUE, conf.level = level)
  show(name, V = r$statistic, p = r$p.value, r$estimate, r$conf.int)
}

unpaired <- function(name, x, y) {
  r <- wilcox.test(x, y, conf.int = TRUE)
  show(name, W = r$statistic, p = r$p.value, r$estimate, r$conf.int)
}

# log(rust / python) of the guide's published result, sorted by document.
published <- c(
  0.030235399722822978, 0.024832841306737158, 7.883205178204536e-05, -0.1691158440585431,
  0.3515223001211285, 0.03709053824076828, 0.0014359102246620527, 0.037461254962049245,
  0.07737172029854152, 0.03571317084331801, -0.0484155866084417, 0.0631674808785903,
  0.028297173490159137, 0.04147499785780996, 0.04139249718231273, 0.05499548641575011,
  0.025189906058249847, 0.02746810844746626, 0.03946227196392973, 0.03864847988469324)
# Student's sleep data (1908), with a zero and a tie.
sleep <- c(1.2, 2.4, 1.3, 1.3, 0, 1.0, 1.8, 0.8, 4.6, 1.4)
# Hamilton's depression scores, Hollander and Wolfe 1973, page 29.
depression <- c(1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30) -
  c(0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29)
# Without equal magnitudes, zeros or a pattern.
wave <- function(n, offset = 40.3) ((1:n * 37) %% 101 - offset) / 100

cat("== signed rank: V, p, pseudo-median, interval\n")
signed("published", published)
signed("depression", depression)
signed("depression 90 %", depression, 0.9)
signed("sleep", sleep)
signed("wave 49", wave(49))
signed("wave 50", wave(50))
signed("wave 100", wave(100))
signed("six", c(1, 2, 3, 4, 5, 6))
signed("seven", c(-1, 2, 3, 4, 5, 6, 7.5))
signed("huge", c(-1e-9, 1e12, 3, 4e6, 5, 6e200, 7.5))
signed("ties", c(1, 1, 2, -2, 3, 3, 3, -1, 4))
show("one", wilcox.test(3)$p.value)
show("two", wilcox.test(c(3, 4))$p.value, wilcox.test(c(3, -4))$p.value)
show("five equal", wilcox.test(rep(2, 5))$statistic, wilcox.test(rep(2, 5))$p.value)

cat("== Mann-Whitney: W, p, shift, interval\n")
# Permeability constants, Hollander and Wolfe 1973, page 69.
unpaired("permeability", c(0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46),
  c(1.15, 0.88, 0.90, 0.74, 1.21))
unpaired("waves", wave(49), wave(40, 47.1))
unpaired("ties", c(1, 2, 2, 3, 5, 5, 8), c(2, 3, 3, 6, 9, 9))
unpaired("large", wave(60), wave(50, 47.1))
unpaired("three each", c(1, 2, 3), c(4, 5, 6))
unpaired("four each", c(1, 2, 3, 4), c(5.5, 6, 7, 8))
show("one each", wilcox.test(3, 4)$p.value)

cat("== t: t, p, mean, interval\n")
student <- function(name, x, level = 0.95) {
  r <- t.test(x, conf.level = level)
  show(name, r$statistic, r$p.value, r$estimate, r$conf.int)
}
student("published", published)
student("sleep 99 %", sleep, 0.99)
student("two", c(1, 3))

cat("== least squares: coefficients, errors, intervals, p, residual deviation\n")
line <- function(name, x, y) {
  f <- lm(y ~ x); s <- summary(f)
  show(name, coef(f), s$coefficients[, 2], confint(f), s$coefficients[, 4], s$sigma)
}
line("cars", cars$speed, cars$dist)
line("pages", c(1, 2, 3, 10, 44, 116), c(0.12, 0.21, 0.37, 1.09, 4.64, 15.72))

cat("== Kendall: p\n")
rounds <- c(2.10, 2.13, 2.11, 2.17, 2.16, 2.21, 2.19, 2.25)
show("rounds", cor.test(1:8, rounds, method = "kendall")$p.value)
show("five", cor.test(1:5, c(1, 2, 3, 4, 6), method = "kendall")$p.value)
show("cars", cor.test(cars$speed, cars$dist, method = "kendall", continuity = TRUE)$p.value)
show("wave 60", cor.test(1:60, wave(60), method = "kendall", exact = FALSE, continuity = TRUE)$p.value)

cat("== exact distributions\n")
show("psignrank", psignrank(c(0, 100, 400, 612), 49))
show("pwilcox", pwilcox(c(0, 300, 900, 1200), 49, 49))
cat("== t and normal\n")
show("qt", qt(c(0.975, 0.975, 0.975, 0.995, 0.9995, 0.6, 0.999999, 0.975, 0.975),
  c(1, 2, 3, 19, 5, 7, 30, 999, 5e7)))
show("pt", pt(c(-1e-3, 0.5, 2.5, -40, -2.5, 3), c(4, 1, 19, 12, 220, 2e5)))
