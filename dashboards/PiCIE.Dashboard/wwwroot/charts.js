// Draws a series of points. It asks the API for buckets with minimum, maximum and mean, so that no extreme gets lost.
let library;
const drawn = new Map();

function load(address) {
    // The bundle is a classic script: an import of it fails.
    return library ??= new Promise((done, failed) => {
        const script = document.createElement('script');
        script.src = address;
        script.onload = () => done(globalThis.echarts);
        script.onerror = () => { library = undefined; failed(new Error('the chart library could not be loaded')); };
        document.head.append(script);
    });
}

const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const count = number => number.toLocaleString('en-US');
const shown = value => Number.isFinite(value) ? String(Number(value.toPrecision(6))) : 'not a number';

export async function draw(canvas, caption, libraryAddress, address, view) {
    const answer = await fetch(address);
    if (!answer.ok) {
        caption.textContent = answer.status === 404 ? 'There are no points yet.' : 'The points cannot be read at the moment.';
        return;
    }
    const [series, echarts] = [await answer.json(), await load(libraryAddress)];
    if (!canvas.isConnected) { return; }
    let one = drawn.get(canvas);
    if (!one) {
        one = { chart: echarts.init(canvas, null, { renderer: 'canvas' }) };
        one.resizes = new ResizeObserver(() => one.chart.resize());
        one.resizes.observe(canvas);
        one.themes = () => paint(one, canvas, caption);
        document.addEventListener('picie-theme', one.themes);
        drawn.set(canvas, one);
    }
    Object.assign(one, { series, view });
    paint(one, canvas, caption);
}

export function remove(canvas) {
    const one = drawn.get(canvas);
    if (!one) { return; }
    one.resizes.disconnect();
    document.removeEventListener('picie-theme', one.themes);
    one.chart.dispose();
    drawn.delete(canvas);
}

// Exponential smoothing by the order of the points; what is no number is passed over and leaves a gap.
function smoothed(points, weight) {
    let last, norm = 0;
    return points.map(([step, value]) => {
        if (value === null) { return [step, null]; }
        last = last === undefined ? (1 - weight) * value : weight * last + (1 - weight) * value;
        norm = weight * norm + (1 - weight);
        return [step, last / norm];
    });
}

function paint(one, canvas, caption) {
    const { series, view, chart } = one;
    const visible = bucket => (!view.logSteps || bucket.step > 0) && (!view.logValues || bucket.mean === undefined || bucket.mean === null || bucket.minimum > 0);
    const buckets = series.buckets.filter(visible);
    const left = series.buckets.length - buckets.length;
    const points = buckets.map(bucket => [bucket.step, bucket.mean ?? null]);
    const gaps = buckets.filter(bucket => bucket.notNumbers + bucket.positiveInfinities + bucket.negativeInfinities > 0);
    const line = colour('--accent');
    const isBand = series.width > 1;
    const smooth = view.smoothing > 0;
    const axis = log => ({
        type: log ? 'log' : 'value', scale: true,
        axisLabel: { color: colour('--soft') }, axisLine: { lineStyle: { color: colour('--line') } }, splitLine: { lineStyle: { color: colour('--line-soft') } },
    });
    const all = [];
    if (isBand) {
        all.push({
            type: 'custom', name: 'minimum to maximum', data: [[0, 0]], silent: true, clip: true,
            renderItem(_, api) {
                const up = buckets.filter(bucket => bucket.mean !== null && bucket.mean !== undefined);
                const polygon = [...up.map(bucket => api.coord([bucket.step, bucket.maximum])), ...up.reverse().map(bucket => api.coord([bucket.step, bucket.minimum]))];
                return { type: 'polygon', shape: { points: polygon }, style: { fill: line, opacity: .18 } };
            },
        });
    }
    all.push({ type: 'line', name: view.name, data: points, showSymbol: points.length < 60, symbolSize: 5, lineStyle: { width: smooth ? 1 : 1.8, color: line, opacity: smooth ? .3 : 1 }, itemStyle: { color: line, opacity: smooth ? .4 : 1 }, connectNulls: false });
    if (smooth) {
        all.push({ type: 'line', name: 'smoothed', data: smoothed(points, view.smoothing), showSymbol: false, lineStyle: { width: 2, color: line }, itemStyle: { color: line }, connectNulls: false });
    }
    if (gaps.length > 0) {
        all[all.length - 1].markLine = { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: colour('--bad'), type: 'dashed', width: 1 }, data: gaps.slice(0, 50).map(bucket => ({ xAxis: bucket.step })) };
    }
    chart.setOption({
        animation: false, backgroundColor: 'transparent', grid: { left: 8, right: 16, top: 12, bottom: 26, containLabel: true },
        xAxis: { ...axis(view.logSteps), minInterval: 1, name: 'step', nameLocation: 'middle', nameGap: 26, nameTextStyle: { color: colour('--soft') }, splitLine: { show: false } }, yAxis: axis(view.logValues),
        tooltip: {
            trigger: 'axis', renderMode: 'richText', backgroundColor: colour('--card'), borderColor: colour('--line'), textStyle: { color: colour('--ink'), fontSize: 12 },
            formatter: seen => {
                const bucket = buckets.find(bucket => bucket.step === seen[0]?.value?.[0]);
                return !bucket ? '' : `step ${count(bucket.step)}\n${shown(bucket.mean)}${isBand ? `\nfrom ${shown(bucket.minimum)} to ${shown(bucket.maximum)}` : ''}`;
            },
        },
        dataZoom: [{ type: 'inside', filterMode: 'none' }],
        series: all,
    }, true);
    canvas.dataset.points = String(points.length);
    const wrong = gaps.reduce((sum, bucket) => sum + bucket.notNumbers + bucket.positiveInfinities + bucket.negativeInfinities, 0);
    caption.textContent = [
        isBand ? `${count(series.buckets.length)} buckets of ${count(series.points)} points; minima and maxima kept` : `${count(series.points)} ${series.points === 1 ? 'point' : 'points'}`,
        wrong > 0 ? `${count(wrong)} ${wrong === 1 ? 'is not a number' : 'are not numbers'} (dashed)` : '',
        left > 0 ? `${count(left)} at or below zero have no place on a logarithmic axis` : '',
    ].filter(text => text).join(' · ');
}
