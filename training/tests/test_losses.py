"""Losses fall where the towers are right, and leave out what cannot be told."""

import unittest

import torch

from sgp_training.batch import Mix
from sgp_training.losses import contrastive, naming, twins, views


class Losses(unittest.TestCase):
    def test_twins_want_right_above_wrong_both_ways(self):
        right = torch.full((4, 4), -5.0)
        right.fill_diagonal_(5.0)
        swapped = right[[1, 0, 3, 2]]
        (low, all_right), (high, none_right) = twins(right, 0), twins(swapped, 0)
        self.assertLess(low, 0.01)
        self.assertGreater(high, 5)
        self.assertEqual([all_right, none_right], [1.0, 0.0])

    def test_another_thing_of_the_scene_is_no_wrong_name(self):
        shown = torch.tensor([[0, 1, -1]])
        both, one = torch.tensor([[9.0, 9.0, -9.0]]), torch.tensor([[9.0, -9.0, -9.0]])
        self.assertLess(naming(both, shown, 0)[0], 0.01)
        self.assertGreater(naming(one, shown, 0)[0], 0.3)

    def test_a_caption_that_is_true_of_another_picture_is_left_out(self):
        """Two pictures of cups with bare captions in other words, and a dog."""
        said = torch.full((3, 3, 5), -1)
        said[:, 0, 0] = torch.tensor([0, 0, 1])
        batch = dict(same=torch.tensor([1, 2, 3]), attribute=torch.tensor([-1, -1, -1]), said=said, shown=said)
        logits = torch.eye(3) * 9
        told = contrastive(logits, batch, 3)
        confused = logits.clone()
        confused[0, 1] = 30.0
        self.assertAlmostEqual(float(contrastive(confused, batch, 3)), float(told), places=3)
        confused[0, 2] = 30.0
        self.assertGreater(contrastive(confused, batch, 3), told + 1)

    def test_views_want_the_other_view_of_the_same_drawing(self):
        mix = Mix(singles=1, views=2, made=0, composed=0)
        said = torch.full((5, 3, 5), -1)
        said[:, 0, 0] = torch.tensor([0, 1, 1, 2, 2])
        found = torch.nn.functional.one_hot(torch.tensor([0, 1, 1, 2, 2]), 4).float()
        lost = torch.nn.functional.one_hot(torch.tensor([0, 1, 2, 1, 2]), 4).float()
        batch = dict(said=said)
        self.assertLess(views(found, batch, mix), 0.01)
        self.assertGreater(views(lost, batch, mix), 5)
