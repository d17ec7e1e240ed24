"""Things come where they are asked for, and look as is said of them."""

import unittest

import numpy as np

from sgp_training.bank import Material, Plate
from sgp_training.materials import made_of
from sgp_training.paint import DARK, Thing, inked, paint, restroked
from sgp_training.plates import on_plate

from .pictures import LEFT, RIGHT, SIDE, a_drawing, a_mask

WHITE, RED, BLUE = (255, 255, 255), (200, 20, 20), (20, 20, 200)


def where(pixels: np.ndarray, rgb) -> tuple[int, int, int, int]:
    rows, columns = np.where((pixels == rgb).all(2))
    return columns.min(), rows.min(), columns.max() + 1, rows.max() + 1


class Painting(unittest.TestCase):
    def test_a_thing_fills_its_place(self):
        pixels = paint(WHITE, [Thing(a_mask(), 30, 60, 20, RED)])
        self.assertEqual(where(pixels, RED), (20, 50, 40, 70))

    def test_later_things_cover_earlier_ones(self):
        things = [Thing(a_mask(), 40, 48, 30, RED), Thing(a_mask(), 56, 48, 30, BLUE)]
        self.assertEqual(tuple(paint(WHITE, things)[48, 50]), BLUE)
        self.assertEqual(tuple(paint(WHITE, things[::-1])[48, 50]), RED)

    def test_an_outlined_mask_keeps_its_size_and_shows_both_colours(self):
        pixels = paint(WHITE, [Thing(a_mask(), 48, 48, 40, DARK, inner=RED, edge=2)])
        self.assertEqual(where(pixels, DARK), (28, 28, 68, 68))
        self.assertEqual(where(pixels, RED), (30, 30, 66, 66))

    def test_a_flipped_drawing_is_its_mirror_image(self):
        plain, flipped = (paint(WHITE, [Thing(a_drawing(), 48, 48, 48, flipped=flip)]) for flip in (False, True))
        self.assertTrue((plain[:, ::-1] == flipped).all())
        self.assertFalse((plain == flipped).all())

    def test_strokes_grow_and_shrink_by_a_pixel_a_step(self):
        mask = a_mask().pixels
        for steps in (-2, 1, 2):
            wide = np.where(restroked(mask, steps).max(0))[0]
            self.assertEqual(len(wide), RIGHT - LEFT + 2 * steps)

    def test_what_would_vanish_keeps_its_stroke(self):
        line = np.zeros((SIDE, SIDE), np.uint8)
        line[40:42] = 255
        self.assertTrue((restroked(line, -2) == line).all())

    def test_ink_follows_the_areas_of_colour_and_a_tint_pales_them(self):
        pixels = inked(a_drawing().pixels, 1, 0.2)
        inner_edge = pixels[4 + LEFT + 10, 4 + LEFT + 24, :3]
        body = pixels[4 + RIGHT - 10, 4 + RIGHT - 10, :3]
        self.assertLess(int(inner_edge.max()), 120)
        self.assertGreater(int(body.min()), 200)


class Materials(unittest.TestCase):
    wood = Material(np.full((SIDE, SIDE, 3), 77, np.uint8), "wooden")

    def test_a_mask_is_filled_and_keeps_its_outline(self):
        made = made_of(self.wood, a_mask())
        self.assertEqual(made.texture, "wooden")
        self.assertTrue((made.pixels[..., 3] == a_mask().pixels).all())
        self.assertEqual(tuple(made.pixels[48, 48, :3]), (77, 77, 77))

    def test_of_a_drawing_the_colour_that_covers_most_is_made_of_it(self):
        made = made_of(self.wood, a_drawing())
        self.assertEqual(tuple(made.pixels[RIGHT - 5, RIGHT - 5, :3]), (77, 77, 77))
        self.assertEqual(tuple(made.pixels[LEFT + 5, LEFT + 5, :3]), (30, 90, 200))


class Plates(unittest.TestCase):
    def a_plate(self, clips: bool) -> Plate:
        pixels = np.zeros((SIDE, SIDE, 4), np.uint8)
        pixels[10:50, 10:90] = (0, 250, 0, 255)
        return Plate(pixels, (10, 10, 90, 50), (30, 30, 40, 40), "rectangular", "green", clips)

    def test_a_thing_fills_the_room_that_a_plate_has(self):
        both = on_plate(self.a_plate(False), Thing(a_mask(), 5, 5, 60, RED))
        self.assertEqual(where(both.pixels[..., :3], RED), (30, 30, 70, 70))
        self.assertEqual(both.box, (10, 10, 90, 50))

    def test_it_ends_at_the_outline_where_the_plate_clips(self):
        thing = Thing(a_mask(), 5, 5, 60, RED)
        standing_out, clipped = (on_plate(self.a_plate(clips), thing).pixels for clips in (False, True))
        self.assertEqual(standing_out[60, 50, 3], 255)
        self.assertEqual(clipped[60, 50, 3], 0)
