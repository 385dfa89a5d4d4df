package io.github.djltracker.structure.nets

import ai.djl.ndarray.NDArray
import ai.djl.ndarray.NDList
import ai.djl.ndarray.NDManager
import ai.djl.ndarray.types.DataType
import ai.djl.ndarray.types.Shape
import ai.djl.nn.AbstractBlock
import ai.djl.nn.Activation
import ai.djl.nn.Block
import ai.djl.nn.SequentialBlock
import ai.djl.nn.core.Linear
import ai.djl.training.ParameterStore
import ai.djl.util.PairList
import java.util.function.Supplier

/** Networks as Kotlin's users write them, in pairs that compute different things. */
object KotlinNets {
    /** Keeps the shape of its input, and counts its passes. */
    abstract class Counted : AbstractBlock() {
        private var passes = 0

        abstract fun act(input: NDArray): NDArray

        override fun forwardInternal(
            store: ParameterStore,
            inputs: NDList,
            training: Boolean,
            params: PairList<String, Any>?,
        ): NDList {
            passes++
            return NDList(act(inputs.singletonOrThrow()))
        }

        override fun getOutputShapes(inputShapes: Array<Shape>): Array<Shape> = inputShapes

        override fun initializeChildBlocks(manager: NDManager, dataType: DataType, vararg inputShapes: Shape) {}
    }

    enum class Mode { HALF, DOUBLE }

    data class Config(val rate: Float, val mode: Mode, val next: Config? = null)

    @JvmInline
    value class Factor(val value: Float)

    class Scale(val k: Float) : Counted() {
        override fun act(input: NDArray): NDArray = input.mul(k)
    }

    class Valued(private val factor: Factor) : Counted() {
        override fun act(input: NDArray): NDArray = input.mul(factor.value)
    }

    class Configured(private val config: Config) : Counted() {
        override fun act(input: NDArray): NDArray = input.mul(config.rate)
    }

    class Holding(private val items: Any) : Counted() {
        override fun act(input: NDArray): NDArray = input.mul(items.hashCode() % 3)
    }

    class Private(k: Float) : Counted() {
        private val square = k * k

        override fun act(input: NDArray): NDArray = input.mul(square)
    }

    class Assigned(k: Int) : Counted() {
        private var twice: Int

        init {
            twice = 2 * k
        }

        override fun act(input: NDArray): NDArray = input.mul(twice)
    }

    class Activated(private val f: (NDArray) -> NDArray) : Counted() {
        override fun act(input: NDArray): NDArray = f(input)
    }

    /** Keeps what it saw last, for a plot. */
    class Plotted(private val heads: Long) : AbstractBlock() {
        var last: NDArray? = null
            private set

        override fun forwardInternal(
            store: ParameterStore,
            inputs: NDList,
            training: Boolean,
            params: PairList<String, Any>?,
        ): NDList {
            val input = inputs.singletonOrThrow()
            val split = input.reshape(input.shape.get(0), heads, input.shape.get(1) / heads)
            last = split.softmax(-1)
            return NDList(split.mul(2).reshape(input.shape))
        }

        override fun getOutputShapes(inputShapes: Array<Shape>): Array<Shape> = inputShapes

        override fun initializeChildBlocks(manager: NDManager, dataType: DataType, vararg inputShapes: Shape) {}
    }

    private class Multiplier(private val factor: Int) {
        fun apply(list: NDList): NDList = NDList(list.head().mul(factor))
    }

    /** The function comes in as Kotlin's own, and goes to DJL as Java's. */
    private fun net(f: (NDList) -> NDList): Block =
        SequentialBlock().add(Linear.builder().setUnits(4).build()).add(f)

    private fun relu(list: NDList): NDList = Activation.relu(list)

    private fun tanh(list: NDList): NDList = Activation.tanh(list)

    private fun times(factor: Int): (NDList) -> NDList = { list -> NDList(list.head().mul(factor)) }

    private infix fun ((NDList) -> NDList).then(next: (NDList) -> NDList): (NDList) -> NDList = { next(this(it)) }

    private fun pair(left: () -> Block, right: () -> Block): Array<Supplier<Block>> =
        arrayOf(Supplier { left() }, Supplier { right() })

    @JvmStatic
    fun pairs(): Map<String, Array<Supplier<Block>>> = mapOf(
        "relu and tanh in a variable" to pair({ net { Activation.relu(it) } }, { net { Activation.tanh(it) } }),
        "times 2 and 3 in a variable" to
            pair({ net { NDList(it.head().mul(2)) } }, { net { NDList(it.head().mul(3)) } }),
        "relu and times 2 in a variable" to pair({ net { Activation.relu(it) } }, { net(times(2)) }),
        "a captured factor" to pair({ net(times(2)) }, { net(times(3)) }),
        "references to functions" to pair({ net(::relu) }, { net(::tanh) }),
        "references bound to an object" to pair({ net(Multiplier(2)::apply) }, { net(Multiplier(3)::apply) }),
        "composed functions" to pair({ net(times(2) then ::relu) }, { net(times(2) then ::tanh) }),
        "composed in another order" to pair({ net(times(2) then ::tanh) }, { net(::tanh then times(2)) }),
        "functions given directly" to
            pair(
                { SequentialBlock().add { list: NDList -> Activation.relu(list) } },
                { SequentialBlock().add { list: NDList -> Activation.tanh(list) } },
            ),
        "a property" to pair({ Scale(1f) }, { Scale(2f) }),
        "a value class" to pair({ Valued(Factor(1f)) }, { Valued(Factor(2f)) }),
        "a data class" to pair({ Configured(Config(1f, Mode.HALF)) }, { Configured(Config(1f, Mode.DOUBLE)) }),
        "a nested data class" to
            pair(
                { Configured(Config(1f, Mode.HALF, Config(2f, Mode.HALF))) },
                { Configured(Config(1f, Mode.HALF, Config(3f, Mode.HALF))) },
            ),
        "an enum" to pair({ Holding(Mode.HALF) }, { Holding(Mode.DOUBLE) }),
        "a list" to pair({ Holding(listOf(1, 2)) }, { Holding(listOf(2, 1)) }),
        "an empty list" to pair({ Holding(emptyList<Int>()) }, { Holding(listOf(1)) }),
        "a changeable list" to pair({ Holding(mutableListOf("a")) }, { Holding(mutableListOf("b")) }),
        "a map" to pair({ Holding(mapOf("a" to 1)) }, { Holding(mapOf("a" to 2)) }),
        "a set" to pair({ Holding(setOf("a", "b")) }, { Holding(setOf("a", "c")) }),
        "a pair" to pair({ Holding(1 to 2) }, { Holding(2 to 1) }),
        "a range" to pair({ Holding(1..3) }, { Holding(1..4) }),
        "an array" to pair({ Holding(intArrayOf(1, 2)) }, { Holding(intArrayOf(1, 3)) }),
        "a private value made of a parameter" to pair({ Private(2f) }, { Private(3f) }),
        "a variable assigned in init" to pair({ Assigned(2) }, { Assigned(3) }),
        "a function in a field" to pair({ Activated { it.mul(2) } }, { Activated { it.mul(3) } }),
        "a function in a field that captured" to
            pair({ Activated(captured(2f)) }, { Activated(captured(3f)) }),
        "heads of a block that keeps what it saw" to pair({ Plotted(2) }, { Plotted(5) }),
    )

    private fun captured(factor: Float): (NDArray) -> NDArray = { it.mul(factor) }
}
