"""Teaches a small neural network to tell three species of penguins apart.

Four measurements of a bird go in, one of three species comes out: one hidden layer, cross-entropy,
mini-batch gradient descent with momentum. Nothing but Python's standard library is needed.

How good the network is, is measured on birds that it has not seen: ten-fold cross-validation, five
times over with other folds, so that one lucky split decides nothing. Random numbers come from a
generator written out below and sums are exact (math.fsum; what sum() gives has changed in Python
3.12), so that the same settings give the same result on every machine and every Python since 3.8.

Settings come from the environment: LEARNING_RATE, EPOCHS, MOMENTUM, HIDDEN, BATCH, SEED.
The result goes to metrics.json; how it came to be, epoch by epoch, to TensorBoard's event files in
the folders train and validation of MODELGATE_ARTIFACTS.
"""

import csv
import json
import math
import os
import sys
import time

from events import EventWriter

MEASUREMENTS = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]
SPECIES = ["Adelie", "Chinstrap", "Gentoo"]
FOLDS = 10
REPEATS = 5


class Random:
    """A 64-bit linear congruential generator; Python's own may differ between versions."""

    def __init__(self, seed):
        self.state = (seed * 2654435761) % 2**64

    def number(self):
        """The next number, at least 0 and less than 1."""
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 11) / 2**53

    def shuffle(self, items):
        for last in range(len(items) - 1, 0, -1):
            other = int(self.number() * (last + 1))
            items[last], items[other] = items[other], items[last]


def exp(x):
    """e to the power of x, for x not above 0, from additions and multiplications only.

    The C library's differs between machines in the last bit, and training makes much of little.
    """
    if x < -64:
        return 0.0
    x /= 64
    value = 1.0
    for place in (10, 9, 8, 7, 6, 5, 4, 3, 2, 1):
        value = 1 + x * value / place
    for _ in range(6):
        value *= value
    return value


class Network:
    """One hidden layer with the activation x / (1 + |x|), three outputs through a softmax."""

    def __init__(self, inputs, hidden, random):
        self.first = [[random.number() - 0.5 for _ in range(inputs + 1)] for _ in range(hidden)]
        self.second = [[random.number() - 0.5 for _ in range(hidden + 1)] for _ in SPECIES]
        self.first_speed = [[0.0] * (inputs + 1) for _ in range(hidden)]
        self.second_speed = [[0.0] * (hidden + 1) for _ in SPECIES]

    def forward(self, bird):
        """What the hidden layer says, and how likely each species is."""
        hidden = []
        for weights in self.first:
            total = 0.0
            for weight, value in zip(weights, bird):
                total += weight * value
            hidden.append(total / (1 + abs(total)))
        hidden.append(1.0)
        scores = []
        for weights in self.second:
            total = 0.0
            for weight, value in zip(weights, hidden):
                total += weight * value
            scores.append(total)
        highest = max(scores)
        powers = [exp(score - highest) for score in scores]
        total = math.fsum(powers)
        return hidden, [power / total for power in powers]

    def learn(self, batch, rate, momentum):
        """One step downhill for a few birds; how many it named rightly before, sum of losses."""
        right, loss = 0, 0.0
        first = [[0.0] * len(weights) for weights in self.first]
        second = [[0.0] * len(weights) for weights in self.second]
        for bird, species in batch:
            hidden, errors = self.forward(bird)
            right += errors.index(max(errors)) == species
            loss -= math.log(max(errors[species], 1e-12))
            errors[species] -= 1
            for gradient, error in zip(second, errors):
                for place, value in enumerate(hidden):
                    gradient[place] += error * value
            for place, gradient in enumerate(first):
                slope = 1 - abs(hidden[place])
                back = 0.0
                for weights, error in zip(self.second, errors):
                    back += error * weights[place]
                back *= slope * slope
                for column, value in enumerate(bird):
                    gradient[column] += back * value
        step = rate / len(batch)
        for layer, speeds, gradients in (
            (self.first, self.first_speed, first),
            (self.second, self.second_speed, second),
        ):
            for weights, speed, gradient in zip(layer, speeds, gradients):
                for place, slope in enumerate(gradient):
                    speed[place] = momentum * speed[place] - step * slope
                    weights[place] += speed[place]
        return right, loss


class Fold:
    """One split: a network, the birds it learns from and the birds it is tested on."""

    def __init__(self, birds, tested, hidden, random):
        seen = [bird for place, bird in enumerate(birds) if place % FOLDS != tested]
        unseen = [bird for place, bird in enumerate(birds) if place % FOLDS == tested]
        # What is usual is learned from the seen birds only; the others must stay unknown.
        means, spreads = [], []
        for column in range(len(MEASUREMENTS)):
            values = [bird[0][column] for bird in seen]
            mean = math.fsum(values) / len(values)
            means.append(mean)
            spreads.append(math.sqrt(math.fsum((v - mean) ** 2 for v in values) / len(values)))

        def scaled(bird):
            return [(v - m) / s for v, m, s in zip(bird[0], means, spreads)] + [1.0], bird[1]

        self.seen = [scaled(bird) for bird in seen]
        self.unseen = [scaled(bird) for bird in unseen]
        self.network = Network(len(MEASUREMENTS), hidden, random)

    def epoch(self, rate, momentum, batch, random):
        """Learns from every seen bird once; how many, of those rightly named, sum of losses."""
        random.shuffle(self.seen)
        right, loss = 0, 0.0
        for start in range(0, len(self.seen), batch):
            learned = self.network.learn(self.seen[start : start + batch], rate, momentum)
            right += learned[0]
            loss += learned[1]
        return len(self.seen), right, loss

    def test(self):
        """How many unseen birds there are, of those rightly named, sum of losses."""
        right, loss = 0, 0.0
        for bird, species in self.unseen:
            likely = self.network.forward(bird)[1]
            right += likely.index(max(likely)) == species
            loss -= math.log(max(likely[species], 1e-12))
        return len(self.unseen), right, loss


def mean(results):
    """What folds tell, each bird counted the same."""
    birds = sum(result[0] for result in results)
    return {
        "accuracy": round(sum(result[1] for result in results) / birds, 6),
        "loss": round(math.fsum(result[2] for result in results) / birds, 6),
    }


def read_birds(path):
    """All birds of which everything is known."""
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    complete = [row for row in rows if "NA" not in row.values()]
    print(f"{len(complete)} of {len(rows)} birds are described completely", flush=True)
    return [
        ([float(row[name]) for name in MEASUREMENTS], SPECIES.index(row["species"]))
        for row in complete
    ]


def write(path, metrics):
    """Writes the whole file or nothing: whoever reads it never sees a half."""
    with open(path + ".part", "w", encoding="utf-8") as file:
        json.dump(metrics, file, indent=2, allow_nan=False)
        file.write("\n")
    os.replace(path + ".part", path)


def main():
    rate = float(os.environ.get("LEARNING_RATE", "0.05"))
    epochs = int(os.environ.get("EPOCHS", "8"))
    momentum = float(os.environ.get("MOMENTUM", "0.9"))
    hidden = int(os.environ.get("HIDDEN", "6"))
    batch = int(os.environ.get("BATCH", "2"))
    random = Random(int(os.environ.get("SEED", "1")))
    started = time.monotonic()
    birds = read_birds("penguins.csv")
    print(f"learning rate {rate:g}, {epochs} epochs, momentum {momentum:g}", flush=True)

    folds = []
    for _ in range(REPEATS):
        random.shuffle(birds)
        folds += [Fold(birds, tested, hidden, random) for tested in range(FOLDS)]
    artifacts = os.environ.get("MODELGATE_ARTIFACTS", "artifacts")
    train = EventWriter(os.path.join(artifacts, "train"))
    validation = EventWriter(os.path.join(artifacts, "validation"))
    tested = {}
    for epoch in range(1, epochs + 1):
        learned = mean([fold.epoch(rate, momentum, batch, random) for fold in folds])
        tested = mean([fold.test() for fold in folds])
        if not math.isfinite(tested["loss"]):
            sys.exit("Expected the loss to stay finite, but it does not: lower LEARNING_RATE")
        train.write(epoch, **learned)
        validation.write(epoch, **tested)
        print(
            f"epoch {epoch}/{epochs}"
            f"  train: loss {learned['loss']:.4f}, accuracy {learned['accuracy']:.4f}"
            f"  validation: loss {tested['loss']:.4f}, accuracy {tested['accuracy']:.4f}",
            flush=True,
        )
    write("metrics.json", tested)
    print(f"done after {time.monotonic() - started:.1f} s", flush=True)


if __name__ == "__main__":
    main()
