"""Where the body's centre of mass is."""

import numpy as np

from tools.posing.build import STATURE_M
from tools.posing.skeleton import FRAME_INDEX, LENGTHS, Vector

# Share of the body's mass, bone, place in it as fractions of stature. Limbs and head: Winter (2005);
# the trunk's 0.497 is split as there between pelvis, abdomen and thorax.
_TRUNK = (
    (0.142, "pelvis", (0.0, 0.0, 0.02)),
    (0.139, "lum", (0.0, 0.0, 0.03)),
    (0.216, "tho", (0.0, 0.0, 0.06)),
    (0.081, "head", (0.01, 0.0, 0.05)),
)
_LIMBS = (
    (0.100, "thigh", (0.0, 0.0, -0.433 * LENGTHS["thigh"])),
    (0.0465, "shin", (0.0, 0.0, -0.433 * LENGTHS["shin"])),
    (0.0145, "foot", (0.04, 0.0, -0.02)),
    (0.028, "upper", (0.0, 0.0, -0.436 * LENGTHS["upper"])),
    (0.016, "fore", (0.0, 0.0, -0.43 * LENGTHS["fore"])),
    (0.006, "hand", (0.0, 0.0, -0.05)),
)
_ROWS = (*_TRUNK, *((share, bone + side, at) for share, bone, at in _LIMBS for side in "LR"))
_BONES = np.array([FRAME_INDEX[bone] for _, bone, _ in _ROWS])
_AT = np.array([at for _, _, at in _ROWS]) * STATURE_M
_SHARE = np.array([share for share, _, _ in _ROWS])
_SHARE /= _SHARE.sum()


def centre_of_mass(turns: Vector, joints: Vector) -> Vector:
    """Answer the centre of mass (..., 3) in metres, for the stacked bones of `skeleton.stacked`."""
    parts = joints[..., _BONES, :] + (turns[..., _BONES, :, :] @ _AT[:, :, None])[..., 0]
    centre: Vector = np.sum(parts * _SHARE[:, None], axis=-2)
    return centre
