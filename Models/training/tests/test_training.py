"""Batches, model, decoding, optimiser and checkpoints, on models that fit in a test."""

from __future__ import annotations

import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch

from recipe.batches import PairSet, Side, make, plan
from recipe.decode import batches_by_length, decode
from recipe.export import load
from recipe.layout import LayoutError, parameter_name, read_ctranslate2
from recipe.model import BEGIN, END, PAD, ModelConfig, Transformer
from recipe.optimiser import Optimiser, orthogonalise
from recipe.train import save, share_of_rate, smoothed_loss, translate_lines
from recipe.vocabulary import PieceVocabulary

SMALL = ModelConfig(vocabulary=40, dimension=32, hidden=48, heads=4, encoder_layers=2, decoder_layers=2)


def pairs(count: int = 200, seed: int = 3) -> PairSet:
    rng = np.random.default_rng(seed)

    def side() -> Side:
        lengths = rng.integers(1, 12, count)
        return Side(rng.integers(4, 40, lengths.sum()).astype(np.uint16), np.concatenate([[0], np.cumsum(lengths)]))

    return PairSet(side(), side(), np.arange(count))


class BatchTests(unittest.TestCase):
    def test_an_epoch_has_each_pair_once_within_the_bound(self) -> None:
        data = pairs()
        batches = plan(data, 64, np.random.default_rng(1))
        self.assertEqual(sorted(np.concatenate(batches).tolist()), list(range(200)))
        for indices in batches:
            self.assertEqual(len(set(data.source.lengths[indices])), 1)
            if len(indices) > 1:
                widest = 1 + max(data.source.lengths[indices].max(), data.target.lengths[indices].max())
                self.assertLessEqual(len(indices) * widest, 64)

    def test_marks_stand_around_the_target(self) -> None:
        data = pairs()
        batch = make(data, plan(data, 64, np.random.default_rng(2))[0], pinned=False)
        self.assertTrue((batch.source[:, -1] == END).all())
        self.assertTrue((batch.given[:, 0] == BEGIN).all())
        self.assertEqual(int((batch.wanted == END).sum()), len(batch.wanted))
        self.assertEqual(int((batch.wanted != PAD).sum()), batch.words)
        self.assertTrue((batch.given[:, 1:] == batch.wanted[:, :-1].masked_fill(batch.wanted[:, :-1] == END, PAD)).all())

    def test_batches_by_length_keep_the_bounds(self) -> None:
        lengths = [3, 5, 3, 3, 9, 5, 3]
        batches = batches_by_length(lengths, tokens=9, most=2)
        self.assertEqual(sorted(i for batch in batches for i in batch), list(range(7)))
        for batch in batches:
            self.assertEqual(len({lengths[i] for i in batch}), 1)
            self.assertLessEqual(len(batch), 2)


class ModelTests(unittest.TestCase):
    def setUp(self) -> None:
        torch.manual_seed(5)
        self.model = Transformer(SMALL).eval()

    def test_steps_choose_what_the_whole_pass_chooses(self) -> None:
        source = torch.randint(4, 40, (3, 7))
        written = decode(self.model, source, begin=BEGIN, end=END)
        given = torch.cat([torch.full((3, 1), BEGIN), written[:, :-1]], dim=1)
        whole = self.model.logits(self.model.hidden(source, given)).argmax(-1)
        for row, other in zip(written.tolist(), whole.tolist()):
            end = row.index(END) + 1 if END in row else len(row)
            self.assertEqual(row[:end], other[:end])

    def test_a_line_does_not_depend_on_its_neighbours(self) -> None:
        lines = [torch.randint(4, 40, (n,)).tolist() + [END] for n in (3, 11, 6)]
        together = translate_lines(self.model, lines, "cpu")
        self.assertEqual(together, [translate_lines(self.model, [line], "cpu")[0] for line in lines])

    def test_what_is_banned_is_not_written(self) -> None:
        source = torch.randint(4, 40, (2, 5))
        free = decode(self.model, source, begin=BEGIN, end=END)
        word = int(free[0, 0])
        self.assertFalse((decode(self.model, source, begin=BEGIN, end=END, banned=(word,))[:, :4] == word).any())

    def test_padding_adds_nothing_to_the_loss(self) -> None:
        hidden = torch.randn(2, 4, 32)
        wanted = torch.tensor([[5, 6, END, PAD], [7, END, PAD, PAD]])
        loss, plain = smoothed_loss(hidden, self.model.embedding, self.model.output_bias, wanted, 0.1)
        parts = [
            smoothed_loss(hidden[i : i + 1, :n], self.model.embedding, self.model.output_bias, wanted[i : i + 1, :n], 0.1)
            for i, n in ((0, 3), (1, 2))
        ]
        self.assertAlmostEqual(loss.item(), sum(part[0].item() for part in parts), places=3)
        self.assertAlmostEqual(plain.item(), sum(part[1].item() for part in parts), places=3)


class TrainingTests(unittest.TestCase):
    def test_the_rate_rises_stays_and_falls_to_nothing(self) -> None:
        self.assertAlmostEqual(share_of_rate(0, 0.0, 100, 0.3), 0.01)
        self.assertEqual(share_of_rate(500, 0.2, 100, 0.3), 1.0)
        self.assertAlmostEqual(share_of_rate(500, 0.65, 100, 0.3), 0.5)
        self.assertEqual(share_of_rate(500, 1.0, 100, 0.3), 0.0)

    def test_orthogonal_matrices_have_singular_values_near_one(self) -> None:
        torch.manual_seed(1)
        for shape in ((2, 24, 16), (1, 16, 40)):
            values = torch.linalg.svdvals(orthogonalise(torch.randn(shape)))
            self.assertGreater(values.min().item(), 0.5)
            self.assertLess(values.max().item(), 1.3)

    def test_steps_lower_the_loss_and_a_checkpoint_keeps_the_average(self) -> None:
        torch.manual_seed(2)
        model = Transformer(SMALL)
        optimiser = Optimiser(model, torch.float32, 3e-3, 3e-3, 0.9)
        data = pairs(40)
        batch = make(data, plan(data, 200, np.random.default_rng(1))[0], pinned=False)
        losses = []
        for _ in range(30):
            hidden = model.hidden(batch.source, batch.given)
            loss, _ = smoothed_loss(hidden, model.embedding, model.output_bias, batch.wanted, 0.1)
            (loss / batch.words).backward()
            optimiser.step(1.0)
            losses.append(loss.item() / batch.words)
        self.assertLess(losses[-1], 0.7 * losses[0])
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "model.pt"
            save(model, optimiser, path, {"steps": 30, "seconds": 0.5})
            restored, about = load(path)
        self.assertEqual(about, {"steps": 30, "seconds": 0.5})
        averaged = dict(zip(optimiser.names, optimiser.averaged))
        for name, value in restored.state_dict().items():
            self.assertTrue(torch.equal(value, averaged[name].half().float()), name)


class LayoutTests(unittest.TestCase):
    def test_names(self) -> None:
        self.assertEqual(parameter_name("encoder/layer_3/ffn/linear_0/weight"), "encoder.3.ffn.linear_0.weight")
        self.assertEqual(parameter_name("decoder/layer_0/attention/layer_norm/gamma"), "decoder.0.attention.layer_norm.weight")
        self.assertIsNone(parameter_name("encoder/num_heads"))

    def test_a_file_cut_short_says_where(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "model.bin"
            path.write_bytes((6).to_bytes(4, "little") + (16).to_bytes(2, "little") + b"Transf")
            with self.assertRaisesRegex(LayoutError, "byte 6"):
                read_ctranslate2(path)

    def test_vocabulary(self) -> None:
        words = PieceVocabulary(["</s>", "<unk>", "\u2581a", "b", "<s>"])
        self.assertEqual(words.source_ids(["\u2581a", "c"]), [2, 1, 0])
        self.assertEqual(words.text([2, 3, 2]), "ab a")
        self.assertEqual(words.banned, (1, 4))


if __name__ == "__main__":
    unittest.main()
