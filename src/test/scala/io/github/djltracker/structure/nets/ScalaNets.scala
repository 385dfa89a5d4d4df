package io.github.djltracker.structure.nets

import ai.djl.ndarray.{NDArray, NDList, NDManager}
import ai.djl.ndarray.types.{DataType, Shape}
import ai.djl.nn.{AbstractBlock, Activation, Block, SequentialBlock}
import ai.djl.nn.core.Linear
import ai.djl.training.ParameterStore
import ai.djl.util.PairList
import java.util.function.Supplier

/** Networks as Scala's users write them, in pairs that compute different things. */
object ScalaNets:
  /** Keeps the shape of its input, and counts its passes. */
  abstract class Counted extends AbstractBlock:
    private var passes = 0

    def act(input: NDArray): NDArray

    override protected def forwardInternal(
        store: ParameterStore,
        inputs: NDList,
        training: Boolean,
        params: PairList[String, Object]
    ): NDList =
      passes += 1
      NDList(act(inputs.singletonOrThrow))

    override def getOutputShapes(inputShapes: Array[Shape]): Array[Shape] = inputShapes

    override protected def initializeChildBlocks(manager: NDManager, dataType: DataType, inputShapes: Shape*): Unit = ()

  enum Mode:
    case Half, Double

  case class Config(rate: Float, mode: Mode)

  class Scale(k: Float) extends Counted:
    override def act(input: NDArray): NDArray = input.mul(k)

  class Configured(config: Config) extends Counted:
    override def act(input: NDArray): NDArray = input.mul(config.rate)

  class Holding(items: Any) extends Counted:
    override def act(input: NDArray): NDArray = input.mul(items.hashCode % 3)

  class Activated(f: NDArray => NDArray) extends Counted:
    override def act(input: NDArray): NDArray = f(input)

  private def net(f: NDList => NDList): Block =
    SequentialBlock().add(Linear.builder.setUnits(4).build()).add(list => f(list))

  private def times(factor: Int): NDList => NDList = list => NDList(list.head.mul(factor))

  private val relu: NDList => NDList = list => Activation.relu(list)

  private val tanh: NDList => NDList = list => Activation.tanh(list)

  private def scaled(factor: Float): NDArray => NDArray = _.mul(factor)

  private def pair(left: => Block, right: => Block): Array[Supplier[Block]] =
    Array[Supplier[Block]](() => left, () => right)

  def pairs(): java.util.Map[String, Array[Supplier[Block]]] =
    val all = java.util.LinkedHashMap[String, Array[Supplier[Block]]]()
    all.put("relu and tanh in a variable", pair(net(relu), net(tanh)))
    all.put("a captured factor", pair(net(times(2)), net(times(3))))
    all.put("composed functions", pair(net(times(2).andThen(relu)), net(times(2).andThen(tanh))))
    all.put("composed in another order", pair(net(times(2).andThen(tanh)), net(times(2).compose(tanh))))
    all.put("a parameter of the class", pair(Scale(1f), Scale(2f)))
    all.put("a case class", pair(Configured(Config(1f, Mode.Half)), Configured(Config(2f, Mode.Half))))
    all.put("an enum in a case class", pair(Configured(Config(1f, Mode.Half)), Configured(Config(1f, Mode.Double))))
    all.put("a list", pair(Holding(List(1, 2)), Holding(List(2, 1))))
    all.put("a vector", pair(Holding(Vector(1, 2)), Holding(Vector(2, 1))))
    all.put("a map", pair(Holding(Map("a" -> 1)), Holding(Map("a" -> 2))))
    all.put("a set", pair(Holding(Set("a", "b")), Holding(Set("a", "c"))))
    all.put("an option", pair(Holding(Some(1)), Holding(None)))
    all.put("a tuple", pair(Holding((1, 2)), Holding((2, 1))))
    all.put("an array", pair(Holding(Array(1, 2)), Holding(Array(1, 3))))
    all.put("a function in a field", pair(Activated(scaled(2f)), Activated(scaled(3f))))
    all
