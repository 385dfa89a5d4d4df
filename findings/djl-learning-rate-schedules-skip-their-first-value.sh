#!/usr/bin/env bash
# DJL 0.36.0 with PyTorch 2.7.1: optimizers count updates from 1 and ask the learning rate's tracker with that number, but
# the trackers of DJL count from 0. So the first step of a training uses the second value of the schedule, and the first is
# never used: a factor tracker starts with base * factor, a warm-up does not start at its begin value, and a cosine is
# one step ahead. Only the multi-factor tracker counts as the optimizers do: with the step 2, two steps have the base value.
#
# Seen: the learning rates that SGD is given in three steps, from trackers with the base value 1.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/pom.xml" <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>ai.djl.pytorch</groupId><artifactId>pytorch-engine</artifactId><version>0.36.0</version></dependency>
    <dependency><groupId>ai.djl.pytorch</groupId><artifactId>pytorch-jni</artifactId><version>2.7.1-0.36.0</version></dependency>
    <dependency><groupId>ai.djl.pytorch</groupId><artifactId>pytorch-native-cpu</artifactId><version>2.7.1</version><classifier>linux-x86_64</classifier></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$work/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/jars"
cat >"$work/Rates.java" <<'JAVA'
import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.ArrayList;
import java.util.List;

public class Rates {
    public static void main(String[] arguments) {
        print("factor 0.5", Tracker.factor().setBaseValue(1).setFactor(0.5f).build());
        print("warm-up from 0", Tracker.warmUp().setMainTracker(Tracker.fixed(1)).optWarmUpBeginValue(0).optWarmUpSteps(4).build());
        print("cosine of 2", Tracker.cosine().setBaseValue(1).optFinalValue(0.5f).setMaxUpdates(2).build());
        print("multi-factor 0.5 at 2", Tracker.multiFactor().setBaseValue(1).optFactor(0.5f).setSteps(new int[] {2, 5}).build());
    }

    private static void print(String name, Tracker tracker) {
        List<Float> used = new ArrayList<>();
        Tracker noting = update -> {
            used.add(tracker.getNewValue(update));
            return used.get(used.size() - 1);
        };
        DefaultTrainingConfig config = new DefaultTrainingConfig(Loss.l2Loss())
                .optOptimizer(Optimizer.sgd().setLearningRateTracker(noting).build());
        try (Model model = Model.newInstance("one layer")) {
            model.setBlock(Linear.builder().setUnits(1).optBias(false).build());
            try (Trainer trainer = model.newTrainer(config)) {
                trainer.initialize(new Shape(1, 1));
                for (int step = 0; step < 3; step++) {
                    try (GradientCollector collector = trainer.newGradientCollector()) {
                        NDList input = new NDList(trainer.getManager().ones(new Shape(1, 1)));
                        collector.backward(trainer.forward(input).head().sum());
                    }
                    trainer.step();
                }
            }
        }
        System.out.println(name + " " + used);
    }
}
JAVA
javac -cp "$work/jars/*" -d "$work/out" "$work/Rates.java"
diff - <(java -Dai.djl.offline=true -DENGINE_CACHE_DIR="$work/cache" -DDJL_CACHE_DIR="$work/cache" -cp "$work/jars/*:$work/out" Rates 2>/dev/null) <<'EXPECTED'
factor 0.5 [0.5, 0.25, 0.125]
warm-up from 0 [0.25, 0.5, 0.75]
cosine of 2 [0.75, 0.5, 0.5]
multi-factor 0.5 at 2 [1.0, 1.0, 0.5]
EXPECTED
echo "as described: the first step uses the second value of a schedule, except of the multi-factor tracker"
