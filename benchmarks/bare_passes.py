"""The network passes that one epoch of PiCIE needs, in plain PyTorch, on random tensors in memory.

What a user would run instead of this product can be no faster than these passes. The product's own
benchmark starts this script where PyTorch is installed and prints its times beside its own.

    python3 benchmarks/bare_passes.py --threads 2 --epochs 4

Per photograph: 2 forward passes in train mode and 2 in eval mode without gradient, 2 forward and
backward passes; one Adam step a training batch. Prints one JSON document.
"""
import argparse
import json
import os
import time

import torch
from torch import nn
from torch.nn import functional


class BasicBlock(nn.Module):
    def __init__(self, wide_in, wide_out, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(wide_in, wide_out, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(wide_out)
        self.conv2 = nn.Conv2d(wide_out, wide_out, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(wide_out)
        self.downsample = None
        if stride != 1 or wide_in != wide_out:
            self.downsample = nn.Sequential(
                nn.Conv2d(wide_in, wide_out, 1, stride, bias=False), nn.BatchNorm2d(wide_out))

    def forward(self, x):
        shortcut = x if self.downsample is None else self.downsample(x)
        y = functional.relu(self.bn1(self.conv1(x)), inplace=True)
        return functional.relu(self.bn2(self.conv2(y)) + shortcut, inplace=True)


class FeaturePyramid(nn.Module):
    """ResNet-18 with the four lateral 1x1 convolutions of the pyramid; [N, 3, H, W] -> [N, D, H/4, W/4]."""

    def __init__(self, dimension=128):
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(3, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64), nn.ReLU(inplace=True), nn.MaxPool2d(3, 2, 1))
        widths = [64, 64, 128, 256, 512]
        self.layers = nn.ModuleList(
            nn.Sequential(BasicBlock(widths[i], widths[i + 1], 1 if i == 0 else 2), BasicBlock(widths[i + 1], widths[i + 1], 1))
            for i in range(4))
        self.laterals = nn.ModuleList(nn.Conv2d(width, dimension, 1) for width in widths[1:])

    def forward(self, x):
        x = self.stem(x)
        maps = []
        for layer in self.layers:
            x = layer(x)
            maps.append(x)
        y = self.laterals[3](maps[3])
        for level in (2, 1, 0):
            y = functional.interpolate(y, size=maps[level].shape[2:], mode="bilinear", align_corners=False)
            y = y + self.laterals[level](maps[level])
        return y


def batches(count, size):
    return [min(size, count - start) for start in range(0, count, size)]


def epoch(network, optimiser, tensors, cluster_batches, train_batches):
    started = time.perf_counter()
    with torch.no_grad():
        network.train()
        for _ in range(2):
            for n in cluster_batches:
                network(tensors[n])
        network.eval()
        for _ in range(2):
            for n in cluster_batches:
                network(tensors[n])
    network.train()
    for n in train_batches:
        optimiser.zero_grad(set_to_none=True)
        for _ in range(2):
            y = network(tensors[n])
            y.backward(torch.ones_like(y))
        optimiser.step()
    return time.perf_counter() - started


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--photographs", type=int, default=367)
    parser.add_argument("--resolution", type=int, default=128)
    parser.add_argument("--layout", choices=["plain", "channels-last"], default="channels-last")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(1)
    layout = torch.channels_last if arguments.layout == "channels-last" else torch.contiguous_format
    network = FeaturePyramid().to(memory_format=layout)
    optimiser = torch.optim.Adam(network.parameters(), lr=1e-6)
    cluster_batches, train_batches = batches(arguments.photographs, 32), batches(arguments.photographs, 16)
    tensors = {
        n: torch.randn(n, 3, arguments.resolution, arguments.resolution).to(memory_format=layout)
        for n in set(cluster_batches + train_batches)}
    seconds = [epoch(network, optimiser, tensors, cluster_batches, train_batches) for _ in range(arguments.epochs)]
    print(json.dumps({
        "torch": torch.__version__, "threads": arguments.threads, "layout": arguments.layout,
        "mallocTuned": "MALLOC_MMAP_THRESHOLD_" in os.environ, "seconds": seconds}))


if __name__ == "__main__":
    main()
